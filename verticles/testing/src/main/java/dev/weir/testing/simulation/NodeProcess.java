package dev.weir.testing.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node from one start to its end. What is to happen in a process that has ended does not happen;
 * in one that stands still it happens later, in the same order.
 */
final class NodeProcess {

  private final World world;
  private final int node;
  private final String name;
  private final int age;
  private int cluster;
  private final ArrayDeque<Runnable> deferred = new ArrayDeque<>();
  private final Agent agent;
  private boolean alive = true;
  private boolean paused;
  private long wokeAt;
  private List<NodeProcess> view = List.of();
  private @Nullable Session session;
  private @Nullable Coordinator coordinator;

  /**
   * @param age the older, the smaller
   * @param cluster that it joins
   */
  NodeProcess(World world, int node, int incarnation, int age, int cluster) {
    this.world = world;
    this.node = node;
    this.name = "node " + (char) ('A' + node) + (incarnation == 1 ? "" : incarnation);
    this.age = age;
    this.cluster = cluster;
    this.agent = new Agent(world, this);
  }

  int node() {
    return node;
  }

  String name() {
    return name;
  }

  int age() {
    return age;
  }

  /** The number of the cluster it is a member of; nobody reaches those of another one. */
  int cluster() {
    return cluster;
  }

  /** The cluster has fallen apart, and it is on this side. */
  void cluster(int number) {
    cluster = number;
  }

  boolean isAlive() {
    return alive;
  }

  boolean isPaused() {
    return paused;
  }

  Agent agent() {
    return agent;
  }

  /** Who is there as far as this process knows, oldest first; itself included. */
  List<NodeProcess> view() {
    return view;
  }

  void view(List<NodeProcess> seen) {
    view = List.copyOf(seen);
    if (session != null) {
      session.membersChanged();
    }
  }

  /** Null before it has become a member. */
  @Nullable Session session() {
    return session;
  }

  /** Becomes a member. */
  void join() {
    Session joined = new Session(world, this);
    session = joined;
    joined.begin();
  }

  @Nullable Coordinator coordinator() {
    return coordinator;
  }

  /** What becomes of it when it has failed or is deposed: a process holds an office once. */
  void joinAnew(String why) {
    if (session != null) {
      session.rejoin(why);
    }
  }

  void coordinator(@Nullable Coordinator current) {
    coordinator = current;
  }

  /** Has something happen in this process. */
  void after(long delay, Runnable action) {
    world.timeline().after(delay, () -> execute(action));
  }

  void at(long time, Runnable action) {
    world.timeline().at(time, () -> execute(action));
  }

  private void execute(Runnable action) {
    if (!alive) {
      return;
    }
    if (paused) {
      deferred.add(action);
    } else {
      action.run();
    }
  }

  void end() {
    alive = false;
    deferred.clear();
  }

  void pause() {
    paused = true;
  }

  /** When it last went on after it had stood still, in microseconds; 0 if it never did. */
  long wokeAt() {
    return wokeAt;
  }

  void resume() {
    paused = false;
    wokeAt = world.timeline().now();
    List<Runnable> missed = new ArrayList<>(deferred);
    deferred.clear();
    for (Runnable action : missed) {
      execute(action);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
