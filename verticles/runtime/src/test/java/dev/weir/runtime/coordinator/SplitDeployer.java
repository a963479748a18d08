package dev.weir.runtime.coordinator;

import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.Placement;
import dev.weir.protocol.restore.RestorePlan;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.Wiring;
import dev.weir.runtime.link.LinkTraffic;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskServices;
import dev.weir.runtime.views.ObservedSubtask;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Puts the subtasks of a job on two nodes of this JVM, each where a test wants it. */
public final class SplitDeployer implements Deployer {

  private static final String THERE = "the second node";

  private final Vertx first;
  private final Vertx second;
  private final JobVerticle coordinator;
  private final JobSetup setup;
  private final Wiring wiring;
  private final Path secondDirectory;
  private final Predicate<SubtaskId> onFirst;

  /**
   * @param first the node of the coordinator
   */
  public SplitDeployer(
      Vertx first,
      Vertx second,
      JobVerticle coordinator,
      JobSetup setup,
      Path secondDirectory,
      Predicate<SubtaskId> onFirst) {
    this.first = first;
    this.second = second;
    this.coordinator = coordinator;
    this.setup = setup;
    this.wiring = new Wiring(setup.graph());
    this.secondDirectory = secondDirectory;
    this.onFirst = onFirst;
  }

  @Override
  public Future<Attempt> prepare(Office office, long attempt, Optional<String> manifest) {
    return office
        .restorePlan(manifest, setup.graph().topology())
        .map(plan -> attempt(office, attempt, plan));
  }

  @Override
  public Future<?> rescale(int parallelism) {
    return Future.failedFuture("the subtasks are where the test has put them");
  }

  private Attempt attempt(Office office, long attempt, Optional<RestorePlan> restore) {
    Set<SubtaskId> all = Set.copyOf(setup.graph().topology().subtasks());
    Set<SubtaskId> here = all.stream().filter(onFirst).collect(Collectors.toSet());
    Placement placement =
        new Placement(
            all.stream()
                .collect(
                    Collectors.toMap(
                        id -> id, id -> here.contains(id) ? setup.nodeName() : THERE)));
    SubtaskServices services = setup.services(second, office.storage(), office.run().layout());
    return new SplitAttempt(
        first.getOrCreateContext(),
        new AttemptDeployment(
            first,
            plan(office, attempt, restore, placement, setup.nodeName()),
            office.services(),
            setup.subtaskPool()),
        new AttemptDeployment(
            second,
            plan(office, attempt, restore, placement, THERE),
            new SubtaskServices(
                services.options(),
                services.stateBackend(),
                services.snapshots(),
                services.layout(),
                secondDirectory,
                services.subtaskWorkers(),
                services.snapshotWorkers(),
                services.callWorkers()),
            setup.subtaskPool()),
        here,
        new SubtaskLinks(
            first,
            coordinator,
            setup.jobId(),
            attempt,
            placement,
            Addresses.coordinator(setup.jobId(), office.run().term(), setup.nodeName()),
            setup.options().channel().remote()));
  }

  private AttemptPlan plan(
      Office office,
      long attempt,
      Optional<RestorePlan> restore,
      Placement placement,
      String node) {
    return new AttemptPlan(
        setup.jobId(),
        attempt,
        setup.graph(),
        wiring,
        placement,
        node,
        Addresses.coordinator(setup.jobId(), office.run().term(), setup.nodeName()),
        node.equals(setup.nodeName()),
        () -> {},
        restore);
  }

  /**
   * Hears of the second node on threads of that node; what it promises, it keeps on the event loop
   * of the coordinator.
   */
  private static final class SplitAttempt implements Attempt {
    private final Context coordinator;
    private final AttemptDeployment near;
    private final AttemptDeployment far;
    private final Set<SubtaskId> here;
    private final SubtaskLinks links;

    SplitAttempt(
        Context coordinator,
        AttemptDeployment near,
        AttemptDeployment far,
        Set<SubtaskId> here,
        SubtaskLinks links) {
      this.coordinator = coordinator;
      this.near = near;
      this.far = far;
      this.here = here;
      this.links = links;
    }

    @Override
    public JobGraph graph() {
      return near.graph();
    }

    @Override
    public OptionalLong restoredCheckpoint() {
      return near.restoredCheckpoint();
    }

    @Override
    public Future<?> deploy() {
      return Future.all(near.deploy(), onCoordinator(far.deploy()));
    }

    private <T> Future<T> onCoordinator(Future<T> elsewhere) {
      Promise<T> here = Promise.promise();
      elsewhere.onComplete(result -> coordinator.runOnContext(ignored -> here.handle(result)));
      return here.future();
    }

    @Override
    public void tellAll(SubtaskCommand command) {
      subtasks().stream()
          .map(ObservedSubtask::subtask)
          .sorted((a, b) -> Boolean.compare(isReader(a), isReader(b)))
          .forEach(id -> tell(id, command));
    }

    private static boolean isReader(SubtaskId id) {
      return !AttemptDeployment.isEnumerator(id);
    }

    @Override
    public void tell(SubtaskId subtask, SubtaskCommand command) {
      if (here.contains(subtask)) {
        near.tell(subtask, command);
      } else {
        links.tell(subtask, command);
      }
    }

    @Override
    public void receive(LinkTraffic traffic) {
      links.receive(traffic);
    }

    @Override
    public boolean runsOn(String node) {
      return true;
    }

    @Override
    public List<? extends ObservedSubtask> subtasks() {
      List<ObservedSubtask> all = new ArrayList<>(near.subtasks());
      all.addAll(far.subtasks());
      return all;
    }

    @Override
    public Future<Map<SubtaskId, EncodedAccumulators>> finish(Duration timeout) {
      links.close();
      return near.finish(timeout)
          .compose(
              accumulated ->
                  onCoordinator(far.finish(timeout))
                      .map(
                          others -> {
                            Map<SubtaskId, EncodedAccumulators> all = new HashMap<>(accumulated);
                            all.putAll(others);
                            return all;
                          }));
    }

    @Override
    public Future<?> cancel(Duration timeout) {
      links.close();
      return Future.join(near.cancel(timeout), onCoordinator(far.cancel(timeout)));
    }
  }
}
