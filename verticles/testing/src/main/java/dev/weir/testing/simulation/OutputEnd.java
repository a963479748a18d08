package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.channel.CreditWindow;
import dev.weir.protocol.channel.OutboundSequence;
import dev.weir.protocol.channel.TailWatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The sending end of a channel, as in the runtime: fills frames, holds back what there is no credit
 * for, and numbers what leaves.
 */
final class OutputEnd {

  private final World world;
  private final Subtask owner;
  private final Blueprint.To to;
  private final int frameRecords;
  private final int window;
  private final Bus.Link link;
  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private final OutboundSequence sequence = new OutboundSequence();
  private final TailWatch watch = new TailWatch(World.TAIL_PATIENCE_TICKS);
  private final CreditWindow credits = new CreditWindow();
  private List<Item> current = new ArrayList<>();
  private long consumed;

  OutputEnd(
      World world, Subtask owner, Blueprint.To to, NodeProcess receiver, Scenario.Tuning tuning) {
    this.world = world;
    this.owner = owner;
    this.to = to;
    this.frameRecords = tuning.frameRecords();
    this.window = tuning.credits();
    this.link = new Bus.Link(owner.process(), receiver);
    credits.grantUpTo(window);
  }

  Blueprint.To to() {
    return to;
  }

  boolean isBlocked() {
    return !waiting.isEmpty();
  }

  void write(Item item) {
    current.add(item);
    if (current.size() == frameRecords) {
      flush();
    }
  }

  void flush() {
    if (!current.isEmpty()) {
      List<Item> full = current;
      current = new ArrayList<>();
      transmit(new Message.Frame(full));
    }
  }

  /** Behind all that was written before. */
  void write(Message message) {
    flush();
    transmit(message);
  }

  private void transmit(Message message) {
    if (waiting.isEmpty() && mayLeave(message)) {
      send(message);
    } else {
      waiting.add(message);
    }
  }

  private boolean mayLeave(Message message) {
    return !(message instanceof Message.Frame) || credits.tryUse();
  }

  private void send(Message message) {
    long number = sequence.next();
    if (message instanceof Message.Frame) {
      world.observers().inFlight(owner.id(), to.receiver(), credits.used() - consumed, window);
    }
    long attempt = owner.attempt();
    SubtaskId receiver = to.receiver();
    world
        .bus()
        .send(
            link,
            message,
            () -> {
              Subtask there = link.to().agent().subtask(attempt, receiver);
              if (there != null) {
                there.receive(to.input(), number, message);
              }
            });
  }

  /** What the receiver says, as totals: a repeated or overtaken message does no harm. */
  void credit(long granted, long acknowledged) {
    watch.onHeard();
    sequence.acknowledge(acknowledged);
    credits.grantUpTo(granted);
    Message next = waiting.peek();
    while (next != null && mayLeave(next)) {
      send(waiting.remove());
      next = waiting.peek();
    }
  }

  /** For the invariant: the receiver is done with so many frames, whether we know it or not. */
  void consumed() {
    consumed++;
  }

  /** See {@link OrderedSender#isAlive}. */
  boolean isAlive() {
    return switch (watch.onTick(sequence.hasTail() || !waiting.isEmpty())) {
      case NOTHING -> true;
      case ASK -> {
        ask(sequence.sent());
        yield true;
      }
      case SILENT -> false;
    };
  }

  private void ask(long sent) {
    long attempt = owner.attempt();
    SubtaskId receiver = to.receiver();
    world
        .bus()
        .send(
            link,
            "a probe",
            () -> {
              Subtask there = link.to().agent().subtask(attempt, receiver);
              if (there != null) {
                there.asked(to.input(), sent);
              }
            });
  }
}
