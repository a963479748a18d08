package dev.weir.testing.simulation;

import java.util.BitSet;

/**
 * The event bus: keeps the order of what goes from one sender to one receiver, and promises nothing
 * else. Within a process nothing is lost.
 */
final class Bus {

  private static final long LOCAL_MICROS = 60;
  private static final long REMOTE_MICROS = 2_500;

  /** From one sender to one receiver. */
  static final class Link {
    private final NodeProcess from;
    private final NodeProcess to;
    private long last;

    Link(NodeProcess from, NodeProcess to) {
      this.from = from;
      this.to = to;
    }

    NodeProcess to() {
      return to;
    }
  }

  private final World world;
  private final Chance chance;
  private BitSet side = new BitSet();
  private boolean split;
  private boolean oneWay;

  Bus(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  /**
   * Sends.
   *
   * @param message for the transcript
   * @param delivery what the receiver does with it
   */
  void send(Link link, Object message, Runnable delivery) {
    boolean local = link.from == link.to;
    long delay = chance.between(1, local ? LOCAL_MICROS : REMOTE_MICROS);
    if (!local) {
      if (isCut(link.from, link.to)) {
        return;
      }
      if (world.strikes(FaultKind.MESSAGE_LOST, message)) {
        return;
      }
      if (world.strikes(FaultKind.MESSAGE_LATE, message)) {
        delay += chance.between(20_000, 400_000);
      }
      if (world.strikes(FaultKind.MESSAGE_REPEATED, message)) {
        link.to.after(delay + chance.between(1, 100_000), delivery);
      }
    }
    link.last = Math.max(link.last + 1, world.timeline().now() + delay);
    link.to.at(link.last, delivery);
  }

  /** Whether nothing arrives that one sends to the other. */
  boolean isCut(NodeProcess from, NodeProcess to) {
    if (from.cluster() != to.cluster()) {
      return true;
    }
    boolean crosses = split && side.get(from.node()) != side.get(to.node());
    return crosses && (!oneWay || side.get(from.node()));
  }

  /**
   * Cuts the network in two.
   *
   * @param onlyFrom whether only what comes from that side is lost
   */
  void split(BitSet oneSide, boolean onlyFrom) {
    side = oneSide;
    oneWay = onlyFrom;
    split = true;
  }

  void heal() {
    split = false;
  }

  boolean isSplit() {
    return split;
  }
}
