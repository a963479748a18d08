package dev.weir.testing.simulation;

import dev.weir.protocol.channel.LinkReceiver;
import dev.weir.protocol.channel.LinkSender;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of what may neither be lost nor repeated outside the channels: commands, reports,
 * requests for splits. {@link LinkSender} and {@link LinkReceiver} decide, as in the runtime's
 * {@code Links}, but only questions are answered with an acknowledgement: so more of them are
 * asked.
 */
final class OrderedSender {

  /** The receiving end. */
  static final class Receiver {
    private final LinkReceiver link = new LinkReceiver();
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

    private void accept(long number, Runnable delivery, Observer observers) {
      switch (link.accept(number)) {
        case IN_ORDER -> {
          observers.told(this, number);
          delivery.run();
        }
        case DUPLICATE -> {
          if (takesRepeats) {
            delivery.run();
          }
        }
        case GAP -> onGap.run();
      }
    }

    private boolean hasAll(long sent) {
      boolean all = link.hasAll(sent);
      if (!all) {
        onGap.run();
      }
      return all;
    }
  }

  private final World world;
  private final Bus.Link link;
  private final Bus.Link back;
  private final Supplier<@Nullable Receiver> receiver;
  private final LinkSender sender = new LinkSender(World.TAIL_PATIENCE_TICKS);

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
    long number = sender.next();
    world
        .bus()
        .send(
            link,
            message,
            () -> {
              Receiver there = receiver.get();
              if (there != null) {
                there.accept(number, delivery, world.observers());
              }
            });
  }

  /**
   * A tick has passed: asks how far the receiver is, if it has not said that it has all.
   *
   * @return false if the receiver has not said anything for too long
   */
  boolean isAlive() {
    return switch (sender.onTick()) {
      case NOTHING -> true;
      case ASK -> {
        long sent = sender.sent();
        world.bus().send(link, "a probe", () -> answerProbe(sent));
        yield true;
      }
      case SILENT -> false;
    };
  }

  private void answerProbe(long sent) {
    Receiver there = receiver.get();
    if (there != null && there.hasAll(sent)) {
      acknowledge(there);
    }
  }

  private void acknowledge(Receiver there) {
    long received = there.link.received();
    world.bus().send(back, "an acknowledgement", () -> sender.acknowledge(received));
  }
}
