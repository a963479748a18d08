package dev.weir.runtime.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All input channels of a subtask, and which of them has something to take. Channels take turns,
 * message by message; a blocked channel has no turn and keeps what arrives.
 */
public final class InputGate {

  private final long attempt;
  private final int credits;
  private final List<InputChannel> channels = new ArrayList<>();
  private final ArrayDeque<InputChannel> ready = new ArrayDeque<>();
  private long messagesOfDeadAttempts;

  public InputGate(long attempt, int credits) {
    this.attempt = attempt;
    this.credits = credits;
  }

  /** Adds a channel that feeds an input of the operator; its index is the number added before. */
  public InputChannel addChannel(int input, InputChannel.CreditSender upstream) {
    return add(new InputChannel(channels.size(), input, credits, upstream, null));
  }

  /** Adds a channel from another node. */
  public InputChannel addRemoteChannel(
      int input,
      int remoteCredits,
      InputChannel.CreditSender upstream,
      InputChannel.MessageReader reader) {
    return add(new InputChannel(channels.size(), input, remoteCredits, upstream, reader));
  }

  private InputChannel add(InputChannel channel) {
    channels.add(channel);
    return channel;
  }

  public int size() {
    return channels.size();
  }

  public InputChannel channel(int index) {
    return channels.get(index);
  }

  /**
   * Queues a message that came from the bus.
   *
   * @throws ChannelBrokenException if it is not the one that should come next
   * @throws IllegalStateException if there is no such channel
   */
  public void receive(ChannelMessage message) {
    if (message.attempt() != attempt) {
      messagesOfDeadAttempts++;
      return;
    }
    int index = message.channel();
    if (index < 0 || index >= channels.size()) {
      throw new IllegalStateException(
          "a message for input channel " + index + ", but there are " + channels.size());
    }
    InputChannel channel = channels.get(index);
    channel.add(message);
    list(channel);
  }

  /** The channel whose turn it is, or null if none has anything to take. */
  public @Nullable InputChannel next() {
    InputChannel channel = ready.poll();
    while (channel != null) {
      channel.listed(false);
      if (!channel.isBlocked()) {
        return channel;
      }
      channel = ready.poll();
    }
    return null;
  }

  /** The next channel whose turn it is with something else than records, or null if none is. */
  public @Nullable InputChannel nextControl() {
    Iterator<InputChannel> candidates = ready.iterator();
    while (candidates.hasNext()) {
      InputChannel channel = candidates.next();
      if (!channel.isBlocked() && !(channel.peek() instanceof Frame)) {
        candidates.remove();
        channel.listed(false);
        return channel;
      }
    }
    return null;
  }

  /** Puts a channel that still has messages at the end of the turn. */
  public void again(InputChannel channel) {
    list(channel);
  }

  public void block(int channel) {
    channels.get(channel).block();
  }

  /** Lets all channels have their turn again. */
  public void unblockAll() {
    for (InputChannel channel : channels) {
      if (channel.isBlocked()) {
        channel.unblock();
        list(channel);
      }
    }
  }

  /** Whether every channel of an input has ended. */
  public boolean isEnded(int input) {
    for (InputChannel channel : channels) {
      if (channel.input() == input && !channel.isEnded()) {
        return false;
      }
    }
    return true;
  }

  /** Messages that came from an attempt that was over, and were dropped. */
  public long messagesOfDeadAttempts() {
    return messagesOfDeadAttempts;
  }

  private void list(InputChannel channel) {
    if (!channel.isListed() && !channel.isBlocked() && channel.queued() > 0) {
      channel.listed(true);
      ready.add(channel);
    }
  }
}
