package dev.weir.testing.simulation;

import dev.weir.protocol.channel.InboundSequence;
import dev.weir.protocol.channel.OutboundSequence;
import dev.weir.protocol.channel.TailWatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of what may neither be lost nor repeated outside the channels: commands, reports,
 * requests for splits. Numbered like channels, so that a loss fails the attempt.
 */
final class OrderedSender {

  /** The receiving end. */
  static final class Receiver {
    private final InboundSequence sequence = new InboundSequence();
    private final Runnable onGap;
    private final boolean takesRepeats;

    Receiver(Runnable onGap) {
      this(onGap, false);
    }

    /**
     * @param takesRepeats whether what comes a second time is handled a second time
     */
    Receiver(Runnable onGap, boolean takesRepeats) {
      this.onGap = onGap;
      this.takesRepeats = takesRepeats;
    }

    private void accept(long number, Runnable delivery) {
      switch (sequence.accept(number)) {
        case IN_ORDER -> delivery.run();
        case DUPLICATE -> {
          if (takesRepeats) {
            delivery.run();
          }
        }
        case GAP -> onGap.run();
      }
    }
  }

  private final World world;
  private final Bus.Link link;
  private final Bus.Link back;
  private final Supplier<@Nullable Receiver> receiver;
  private final OutboundSequence sequence = new OutboundSequence();
  private final TailWatch watch = new TailWatch(World.TAIL_PATIENCE_TICKS);

  /**
   * @param receiver looked up when a message arrives; null: nobody is there
   */
  OrderedSender(
      World world, NodeProcess from, NodeProcess to, Supplier<@Nullable Receiver> receiver) {
    this.world = world;
    this.link = new Bus.Link(from, to);
    this.back = new Bus.Link(to, from);
    this.receiver = receiver;
  }

  void send(Object message, Runnable delivery) {
    long number = sequence.next();
    world
        .bus()
        .send(
            link,
            message,
            () -> {
              Receiver there = receiver.get();
              if (there != null) {
                there.accept(number, delivery);
              }
            });
  }

  /**
   * A tick has passed: asks how far the receiver is, if it has not said that it has all.
   *
   * @return false if the receiver has not said anything for too long
   */
  boolean isAlive() {
    return switch (watch.onTick(sequence.hasTail())) {
      case NOTHING -> true;
      case ASK -> {
        long sent = sequence.sent();
        world.bus().send(link, "a probe", () -> answerProbe(sent));
        yield true;
      }
      case SILENT -> false;
    };
  }

  private void answerProbe(long sent) {
    Receiver there = receiver.get();
    if (there == null) {
      return;
    }
    long received = there.sequence.received();
    if (received < sent) {
      there.onGap.run();
    }
    world
        .bus()
        .send(
            back,
            "an answer",
            () -> {
              watch.onHeard();
              sequence.acknowledge(received);
            });
  }
}
