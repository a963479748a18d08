package dev.weir.runtime.channel;

import dev.weir.protocol.channel.CreditGrant;
import dev.weir.protocol.channel.InboundSequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The receiving end of a channel: messages in order, until the subtask takes them. */
public final class InputChannel {

  private final int index;
  private final int input;
  private final CreditSender upstream;
  private final @Nullable MessageReader reader;
  private final ArrayDeque<ChannelMessage> queue = new ArrayDeque<>();

  private final InboundSequence sequence = new InboundSequence();
  private final CreditGrant credits;
  private List<Frame> emptied = new ArrayList<>();
  private int position;
  private boolean blocked;
  private boolean ended;
  private boolean listed;

  /**
   * @param reader for what comes as bytes; null if the sender is in this JVM
   */
  InputChannel(
      int index, int input, int credits, CreditSender upstream, @Nullable MessageReader reader) {
    this.index = index;
    this.reader = reader;
    this.input = input;
    this.credits = new CreditGrant(credits);
    this.credits.announce();
    this.upstream = upstream;
  }

  /** Gives credit back to the sender of a channel. */
  @FunctionalInterface
  public interface CreditSender {
    void grant(long grantedFrames, long acknowledged, List<Frame> emptied);
  }

  /** Makes a message out of what came as bytes; knows the type of the records of a channel. */
  public interface MessageReader {

    /**
     * @throws RuntimeException if the bytes are damaged
     */
    ChannelMessage read(EncodedMessage message);

    /** Takes an emptied frame, to fill it again. */
    void recycle(Frame emptied);
  }

  /** Index among the input channels of the subtask. */
  public int index() {
    return index;
  }

  /** Which input of the operator this channel feeds: 0, or 1 for the second of two. */
  public int input() {
    return input;
  }

  /** Whether {@link EndOfInput} was taken from it. */
  public boolean isEnded() {
    return ended;
  }

  public void markEnded() {
    ended = true;
  }

  /** Where processing of the first frame in the queue goes on. */
  public int position() {
    return position;
  }

  public void position(int newPosition) {
    position = newPosition;
  }

  /**
   * The next message, still in the queue. What came as bytes is read only now, on the thread of the
   * subtask.
   *
   * @throws ChannelBrokenException if it cannot be read
   */
  public @Nullable ChannelMessage peek() {
    ChannelMessage message = queue.peek();
    return message instanceof EncodedMessage encoded ? decodeFirst(encoded) : message;
  }

  private ChannelMessage decodeFirst(EncodedMessage encoded) {
    ChannelMessage message;
    try {
      message = requireReader().read(encoded);
    } catch (RuntimeException e) {
      throw ChannelBrokenException.damaged(index, e);
    }
    queue.remove();
    queue.addFirst(message);
    return message;
  }

  private MessageReader requireReader() {
    if (reader == null) {
      throw new IllegalStateException("bytes came from a sender in the same JVM");
    }
    return reader;
  }

  /** Takes the first message out of the queue; a frame is emptied and goes back with a credit. */
  public void consumed() {
    ChannelMessage message = queue.remove();
    if (message instanceof Frame frame) {
      position = 0;
      frame.clear();
      if (reader == null) {
        emptied.add(frame);
      } else {
        reader.recycle(frame);
      }
      credits.onConsumed();
      if (credits.isDue()) {
        giveBack();
      }
    }
  }

  private void giveBack() {
    List<Frame> frames = emptied;
    emptied = new ArrayList<>();
    upstream.grant(credits.announce(), sequence.received(), frames);
  }

  /** Messages waiting here. */
  public int queued() {
    return queue.size();
  }

  boolean isBlocked() {
    return blocked;
  }

  void block() {
    blocked = true;
  }

  void unblock() {
    blocked = false;
  }

  void add(ChannelMessage message) {
    if (sequence.accept(message.sequence()) != InboundSequence.Outcome.IN_ORDER) {
      throw ChannelBrokenException.outOfOrder(index, sequence.received() + 1, message.sequence());
    }
    if (message.needsCredit()) {
      credits.onArrived();
    }
    queue.add(message);
  }

  boolean isListed() {
    return listed;
  }

  void listed(boolean value) {
    listed = value;
  }
}
