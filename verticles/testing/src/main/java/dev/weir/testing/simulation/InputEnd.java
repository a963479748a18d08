package dev.weir.testing.simulation;

import dev.weir.protocol.channel.CreditGrant;
import dev.weir.protocol.channel.InboundSequence;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The receiving end of a channel, as in the runtime. */
final class InputEnd {

  private final World world;
  private final Subtask owner;
  private final Blueprint.From from;
  private final NodeProcess sender;
  private final Bus.Link back;
  private final ArrayDeque<Message> queue = new ArrayDeque<>();
  private final InboundSequence sequence = new InboundSequence();
  private final CreditGrant credits;
  private int position;
  private boolean blocked;
  private boolean ended;

  InputEnd(World world, Subtask owner, Blueprint.From from, NodeProcess sender, int window) {
    this.world = world;
    this.owner = owner;
    this.from = from;
    this.sender = sender;
    this.back = new Bus.Link(owner.process(), sender);
    this.credits = new CreditGrant(window);
    credits.announce();
  }

  /** False if something before it is missing. */
  boolean receive(long number, Message message) {
    switch (sequence.accept(number)) {
      case GAP -> {
        return false;
      }
      case DUPLICATE -> {
        return true;
      }
      case IN_ORDER -> {
        if (message instanceof Message.Frame) {
          credits.onArrived();
        }
        queue.add(message);
      }
    }
    return true;
  }

  boolean isReady() {
    return !blocked && !queue.isEmpty();
  }

  @Nullable Message peek() {
    return queue.peek();
  }

  int position() {
    return position;
  }

  void position(int next) {
    position = next;
  }

  void consume() {
    Message message = queue.remove();
    if (message instanceof Message.Frame) {
      position = 0;
      credits.onConsumed();
      Subtask there = sender.agent().subtask(owner.attempt(), from.sender());
      if (there != null) {
        there.output(from.output()).consumed();
      }
      if (credits.isDue()) {
        giveBack();
      }
    }
  }

  /** Answers the sender; false if something that it sent before it asked is lost. */
  boolean answer(long sent) {
    giveBack();
    return sequence.received() >= sent;
  }

  void giveBack() {
    long granted = credits.announce();
    long received = sequence.received();
    world
        .bus()
        .send(
            back,
            "a credit",
            () -> {
              Subtask there = back.to().agent().subtask(owner.attempt(), from.sender());
              if (there != null) {
                there.credit(from.output(), granted, received);
              }
            });
  }

  void block() {
    blocked = true;
  }

  void unblock() {
    blocked = false;
  }

  boolean isEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }
}
