package dev.weir.testing.simulation;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.placement.NodeCapacity;
import dev.weir.protocol.placement.Placement;
import dev.weir.protocol.placement.Placer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Where a coordinator has its attempts run, as the runtime's {@code ClusterDeployer}: knows the
 * nodes, asks {@link Placer}, and has the attempt replaced when nodes have come or want to go, or
 * users want another parallelism.
 */
final class Deployer {

  private static final long POLL_MICROS = 20_000;
  private static final long MOST_PATIENCE_MICROS = 300_000;
  private static final long STABILISATION_MICROS = 60_000;
  private static final long AGAIN_MICROS = 200_000;

  /** What an attempt is to be. */
  record Plan(Blueprint blueprint, Placement placement, Map<String, NodeProcess> nodes) {}

  private final World world;
  private final NodeProcess process;
  private final Coordinator coordinator;
  private final JobShape job;
  private final Roster roster;
  private final Map<NodeProcess, Runnable> goodbyes = new LinkedHashMap<>();
  private Set<NodeProcess> members;
  private Placement placement = Placement.NONE;
  private OptionalInt requested = OptionalInt.empty();
  private boolean deployed;
  private long stabilisation;

  Deployer(World world, NodeProcess process, Coordinator coordinator, JobShape job) {
    this.world = world;
    this.process = process;
    this.coordinator = coordinator;
    this.job = job;
    this.roster = new Roster(world);
    this.members = new HashSet<>(process.view());
  }

  private boolean isAuto() {
    return world.scenario().wishes().scaling() == Scenario.Scaling.AUTO;
  }

  // What nodes say

  void heard(NodeProcess node) {
    if (roster.heard(node)) {
      nodesChanged();
    }
  }

  /**
   * A node wants to go.
   *
   * @param mayGo when nothing runs there any more
   */
  void leave(NodeProcess node, Runnable mayGo) {
    roster.leaving(node);
    boolean others =
        roster.capacities(process.view()).stream()
            .anyMatch(capacity -> !capacity.node().equals(node.name()));
    if (placement.participants().contains(node.name()) && others) {
      goodbyes.put(node, mayGo);
      move(node + " is about to leave");
    } else {
      mayGo.run();
    }
  }

  void rescale(int parallelism) {
    if (!isAuto()) {
      requested = OptionalInt.of(parallelism);
      move("parallelism " + parallelism + " was asked for");
    }
  }

  // Nodes that come and go

  void membersChanged(List<NodeProcess> now) {
    Set<NodeProcess> gone = new HashSet<>(members);
    gone.removeAll(now);
    members = new HashSet<>(now);
    gone.stream().sorted(Comparator.comparingInt(NodeProcess::age)).forEach(this::lost);
  }

  void tick() {
    roster.silent().forEach(this::lost);
  }

  private void lost(NodeProcess node) {
    roster.remove(node);
    goodbyes.remove(node);
    coordinator.nodeLost(node);
  }

  private void nodesChanged() {
    if (isAuto() && deployed) {
      long timer = ++stabilisation;
      process.after(
          STABILISATION_MICROS,
          () -> {
            if (timer == stabilisation) {
              moveIfUneven();
            }
          });
    }
  }

  private void moveIfUneven() {
    List<NodeCapacity> nodes = roster.capacities(process.view());
    if (!nodes.isEmpty()
        && !place(new Blueprint(shape(nodes)).topology(), nodes).equals(placement)) {
      move("nodes have come");
    }
  }

  /** Tried again until it is done: a job that is just starting cannot move. */
  private void move(String why) {
    long before = coordinator.currentAttempt();
    coordinator.replaceAttempt(why);
    long timer = ++stabilisation;
    process.after(
        AGAIN_MICROS,
        () -> {
          if (timer == stabilisation
              && !coordinator.isOver()
              && coordinator.currentAttempt() == before) {
            move(why);
          }
        });
  }

  // Attempts

  /** Plans an attempt when the nodes that are there have spoken; does not wait for ever. */
  void prepare(Consumer<Plan> then) {
    deployed = false;
    awaitNodes(world.timeline().now() + MOST_PATIENCE_MICROS, then);
  }

  private void awaitNodes(long deadline, Consumer<Plan> then) {
    if (coordinator.isOver()) {
      return;
    }
    List<NodeProcess> now = process.view();
    List<NodeCapacity> nodes = roster.capacities(now);
    if (!nodes.isEmpty() && (roster.knowsAll(now) || world.timeline().now() >= deadline)) {
      then.accept(plan(nodes));
    } else {
      process.after(POLL_MICROS, () -> awaitNodes(deadline, then));
    }
  }

  private Plan plan(List<NodeCapacity> nodes) {
    Blueprint blueprint = new Blueprint(shape(nodes));
    Placement before = placement;
    placement = place(blueprint.topology(), nodes);
    world.observers().placed(blueprint.topology(), nodes, before, placement);
    Map<String, NodeProcess> byName = new TreeMap<>();
    placement.participants().forEach(name -> byName.put(name, world.cluster().find(name)));
    return new Plan(blueprint, placement, byName);
  }

  private JobShape shape(List<NodeCapacity> nodes) {
    if (isAuto()) {
      return job.scaled(nodes.stream().mapToInt(NodeCapacity::cores).sum());
    }
    return requested.isPresent() ? job.scaled(requested.getAsInt()) : job;
  }

  private Placement place(JobTopology topology, List<NodeCapacity> nodes) {
    return Placer.place(parallelism(topology), nodes, placement);
  }

  static Map<String, Integer> parallelism(JobTopology topology) {
    Map<String, Integer> parallelism = new TreeMap<>();
    for (JobTopology.Vertex vertex : topology.vertices()) {
      parallelism.put(vertex.id(), vertex.parallelism());
    }
    return parallelism;
  }

  /** Nodes without a part may go now; those that came meanwhile may have one. */
  void deployed() {
    deployed = true;
    for (NodeProcess node : List.copyOf(goodbyes.keySet())) {
      if (!placement.participants().contains(node.name())) {
        Runnable mayGo = goodbyes.remove(node);
        if (mayGo != null) {
          mayGo.run();
        }
      }
    }
    nodesChanged();
  }
}
