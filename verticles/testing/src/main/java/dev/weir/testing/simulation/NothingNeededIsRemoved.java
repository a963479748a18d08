package dev.weir.testing.simulation;

import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.manifest.Manifest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a checkpoint that exists names is there: when its entry is appended, and for as long as it
 * is retained. Savepoints are retained for ever.
 */
final class NothingNeededIsRemoved implements Observer {

  private static final String NAME = "NothingNeededIsRemoved";

  private record State(List<Manifested> retained, Set<String> savepoints) {}

  private record Manifested(long id, Set<String> paths) {}

  private final ArrayDeque<State> states = new ArrayDeque<>();
  private Set<String> needed = Set.of();
  private final World world;

  NothingNeededIsRemoved(World world) {
    this.world = world;
    states.push(new State(List.of(), Set.of()));
  }

  @Override
  public void logged(String log, LogRecord record) {
    State before = states.element();
    State after = before;
    if (record.entry() instanceof LogEntry.CheckpointCompleted completed) {
      List<Manifested> retained = new ArrayList<>(before.retained());
      retained.add(new Manifested(completed.checkpointId(), pathsOf(completed.manifest())));
      while (retained.size() > completed.numRetained()) {
        retained.remove(0);
      }
      after = new State(retained, before.savepoints());
    } else if (record.entry() instanceof LogEntry.SavepointCompleted completed) {
      Set<String> savepoints = new HashSet<>(before.savepoints());
      savepoints.addAll(pathsOf(completed.manifest()));
      after = new State(before.retained(), savepoints);
    } else if (record.entry() instanceof LogEntry.JobEnded ended && !ended.checkpointsKept()) {
      after = new State(List.of(), before.savepoints());
    }
    states.push(after);
    require();
  }

  private void require() {
    State now = states.element();
    Set<String> all = new HashSet<>(now.savepoints());
    now.retained().forEach(checkpoint -> all.addAll(checkpoint.paths()));
    needed = all;
  }

  private Set<String> pathsOf(String manifestPath) {
    if (!(world.storage().has(manifestPath)
        && world.storage().content(manifestPath) instanceof Manifest manifest)) {
      throw new Violation(NAME, "a checkpoint is logged, but there is no " + manifestPath);
    }
    Set<String> paths = new HashSet<>(manifest.files());
    for (String path : paths) {
      if (!world.storage().has(path)) {
        throw new Violation(
            NAME, "checkpoint %d names %s, which is gone".formatted(manifest.checkpointId(), path));
      }
    }
    paths.add(manifestPath);
    return paths;
  }

  @Override
  public void unlogged(String log, LogRecord record) {
    states.pop();
    require();
  }

  @Override
  public void removing(String path) {
    if (needed.contains(path)) {
      throw new Violation(NAME, path + " is removed, but a retained checkpoint names it");
    }
  }
}
