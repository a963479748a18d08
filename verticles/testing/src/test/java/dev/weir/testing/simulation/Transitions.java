package dev.weir.testing.simulation;

import dev.weir.protocol.alignment.Alignment;
import dev.weir.protocol.coordinator.CheckpointCoordinator;
import dev.weir.protocol.job.JobLife;
import dev.weir.protocol.succession.Succession;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Notes which state followed which. The states of a coordinator are looked up inside it. */
final class Transitions implements Observer {

  final Set<String> ofJobs = new TreeSet<>();
  final Set<String> ofAlignments = new TreeSet<>();
  final Set<String> ofPhases = new TreeSet<>();
  final Set<String> ofCheckpoints = new TreeSet<>();
  final Set<String> ofSuccession = new TreeSet<>();

  @Override
  public void moved(JobLife before, JobLife after) {
    note(ofJobs, before, after);
  }

  @Override
  public void moved(Alignment before, Alignment after) {
    note(ofAlignments, before, after);
  }

  @Override
  public void moved(Succession before, Succession after) {
    note(ofSuccession, before.phase(), after.phase());
  }

  @Override
  public void moved(CheckpointCoordinator before, CheckpointCoordinator after) {
    note(ofPhases, part(before, "phase"), part(after, "phase"));
    Map<?, ?> running = (Map<?, ?>) part(after, "runs");
    Map<?, ?> aborted = (Map<?, ?>) part(after, "aborted");
    boolean deposed = nameOf(part(after, "phase")).equals("Deposed");
    ((Map<?, ?>) part(before, "runs"))
        .forEach(
            (id, run) -> {
              if (running.containsKey(id)) {
                note(ofCheckpoints, run, running.get(id));
              } else {
                boolean over = deposed || aborted.containsKey(id);
                ofCheckpoints.add(nameOf(run) + " -> " + (over ? "Aborted" : "Completed"));
              }
            });
  }

  private static Object part(CheckpointCoordinator coordinator, String name) {
    try {
      Field state = CheckpointCoordinator.class.getDeclaredField("state");
      state.setAccessible(true);
      Object held = state.get(coordinator);
      Method accessor = held.getClass().getDeclaredMethod(name);
      accessor.setAccessible(true);
      return accessor.invoke(held);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void note(Set<String> seen, Object before, Object after) {
    if (before.getClass() != after.getClass()) {
      seen.add(nameOf(before) + " -> " + nameOf(after));
    }
  }

  private static String nameOf(Object state) {
    return state.getClass().getSimpleName();
  }
}
