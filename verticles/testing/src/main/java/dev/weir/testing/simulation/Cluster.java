package dev.weir.testing.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes: which processes are there, what they know of each other, and what happens to them.
 * News of who is there come late, to each at another time, and may be wrong.
 */
final class Cluster {

  private static final long WEATHER_MICROS = 50_000;
  private static final long NEWS_MICROS = 300_000;
  private static final long LATE_NEWS_MICROS = 2_500_000;
  private static final long SILENCE_MICROS = 500_000;

  /** How many of the others go with a node that loses sight of the rest. */
  private static final double COMPANIONS = 0.3;

  /** Of late news. */
  private static final double NEVER = 0.3;

  private final World world;
  private final Chance chance;
  private final List<NodeProcess> processes = new ArrayList<>();
  private final Map<String, NodeProcess> byName = new HashMap<>();
  private final int[] incarnations;
  private int born;
  private int clusters;
  private long changed;

  Cluster(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
    this.incarnations = new int[world.scenario().nodes()];
  }

  void begin() {
    for (int node = 0; node < incarnations.length; node++) {
      start(node);
    }
    world.timeline().after(WEATHER_MICROS, this::weather);
  }

  private void start(int node) {
    NodeProcess process =
        new NodeProcess(world, node, ++incarnations[node], born++, clusterToJoin());
    processes.add(process);
    byName.put(process.name(), process);
    if (world.isTelling()) {
      world.tell(process, "starts");
    }
    process.view(visibleTo(process));
    spreadNews();
    process.after(chance.between(1, 20_000), process::join);
    process.after(World.TICK_MICROS, () -> tick(process));
  }

  /** That of whoever is found first. */
  private int clusterToJoin() {
    return processes.isEmpty() ? clusters : processes.get(chance.below(processes.size())).cluster();
  }

  private void tick(NodeProcess process) {
    process.agent().tick();
    process.after(World.TICK_MICROS, () -> tick(process));
  }

  /** A process by its name, also one that has ended. */
  NodeProcess find(String name) {
    NodeProcess found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there was never a process " + name);
    }
    return found;
  }

  /** All that have not ended. */
  List<NodeProcess> processes() {
    return List.copyOf(processes);
  }

  /** When something last happened that nodes may not know of yet, in microseconds. */
  long changedAt() {
    return changed;
  }

  private List<NodeProcess> visibleTo(NodeProcess process) {
    List<NodeProcess> visible = new ArrayList<>();
    for (NodeProcess other : processes) {
      if (other == process
          || (other.isAlive() && !other.isPaused() && !world.bus().isCut(other, process))) {
        visible.add(other);
      }
    }
    visible.sort(Comparator.comparingInt(NodeProcess::age));
    return visible;
  }

  private void spreadNews() {
    spreadNews(0.15);
  }

  /**
   * @param late how probable it is that a node hears of it long afterwards, or not before the next
   *     news
   */
  private void spreadNews(double late) {
    changed = world.timeline().now();
    for (NodeProcess process : processes) {
      boolean isLate = world.isStormy() && chance.happens(late);
      if (isLate && chance.happens(NEVER)) {
        continue;
      }
      long latest = isLate ? LATE_NEWS_MICROS : NEWS_MICROS;
      process.after(chance.between(1_000, latest), () -> process.view(visibleTo(process)));
    }
  }

  private void weather() {
    if (!world.isStormy()) {
      clearUp();
      return;
    }
    for (NodeProcess process : List.copyOf(processes)) {
      weatherOf(process);
    }
    if (incarnations.length > 1
        && !world.bus().isSplit()
        && world.strikes(FaultKind.NETWORK_SPLITS, "the network")) {
      split();
    }
    if (!world.storage().isFull() && world.strikes(FaultKind.STORAGE_FULL, "the storage")) {
      world.storage().full(true);
      world.timeline().after(chance.between(50_000, 600_000), () -> world.storage().full(false));
    }
    world.timeline().after(WEATHER_MICROS, this::weather);
  }

  private void weatherOf(NodeProcess process) {
    if (world.strikes(FaultKind.NODE_CRASHES, process)) {
      restart(process);
    } else if (!process.isPaused() && world.strikes(FaultKind.NODE_PAUSES, process)) {
      pause(process);
    } else if (process.session() != null && world.strikes(FaultKind.NODE_LEAVES, process)) {
      process.after(0, process.session()::leave);
    } else if (incarnations.length > 1 && world.strikes(FaultKind.CLUSTER_FALLS_APART, process)) {
      fallApart(process);
    } else if (world.strikes(FaultKind.VIEW_IS_WRONG, process)) {
      List<NodeProcess> some = new ArrayList<>(process.view());
      some.removeIf(other -> other != process && chance.happens(0.6));
      process.after(0, () -> process.view(some));
      process.after(chance.between(50_000, SILENCE_MICROS), () -> process.view(visibleTo(process)));
    }
  }

  /** Ends a process; its node starts again some time later. */
  void restart(NodeProcess process) {
    end(process, chance.between(20_000, 600_000));
  }

  /** Ends a process; its node starts again at once. */
  void rejoin(NodeProcess process) {
    end(process, chance.between(5_000, 60_000));
  }

  private void end(NodeProcess process, long pause) {
    if (process.isAlive()) {
      process.end();
      processes.remove(process);
      spreadNews();
      world.timeline().after(pause, () -> start(process.node()));
    }
  }

  private void pause(NodeProcess process) {
    process.pause();
    world.timeline().after(SILENCE_MICROS, this::spreadNews);
    long longest = chance.happens(0.2) ? 4_000_000 : 1_500_000;
    world.timeline().after(chance.between(20_000, longest), () -> resume(process));
  }

  private void resume(NodeProcess process) {
    if (process.isPaused()) {
      if (world.isTelling() && process.isAlive()) {
        world.tell(process, "wakes");
      }
      process.resume();
      spreadNews();
    }
  }

  /** As Hazelcast does it: two clusters, of which each node finds one when it joins anew. */
  private void fallApart(NodeProcess founder) {
    int before = founder.cluster();
    int founded = ++clusters;
    for (NodeProcess process : processes) {
      if (process == founder || process.cluster() == before && chance.happens(COMPANIONS)) {
        process.cluster(founded);
      }
    }
    spreadNews(0.5);
  }

  private void split() {
    BitSet side = new BitSet();
    for (int node = 0; node < incarnations.length; node++) {
      side.set(node, chance.happens(0.5));
    }
    boolean oneWay = chance.happens(0.3);
    world.bus().split(side, oneWay);
    if (world.isTelling()) {
      world.tell(
          "the network",
          "is split: %s %s the others".formatted(side, oneWay ? "is not heard by" : "against"));
    }
    spreadNews(0.5);
    world.timeline().after(chance.between(50_000, 2_000_000), this::heal);
  }

  private void heal() {
    world.bus().heal();
    spreadNews();
  }

  private void clearUp() {
    if (world.isTelling()) {
      world.tell("the weather", "clears up");
    }
    world.storage().full(false);
    List.copyOf(processes).forEach(this::resume);
    heal();
  }

  /** A process that holds an office, or believes so; drawn from all that do. */
  List<Coordinator> inOffice() {
    List<Coordinator> found = new ArrayList<>();
    for (NodeProcess process : processes) {
      Coordinator coordinator = process.coordinator();
      if (coordinator != null && coordinator.isInOffice() && !process.isPaused()) {
        found.add(coordinator);
      }
    }
    return found;
  }
}
