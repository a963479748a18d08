package dev.weir.protocol.channel;

/**
 * The sending end of a channel: numbers messages from 1, and knows up to which of them the receiver
 * has acknowledged. Owned by the thread of the sending subtask.
 */
public final class OutboundSequence {

  private long sent;
  private long acknowledged;

  /** A channel on which nothing has been sent. */
  public OutboundSequence() {}

  /** The number of the message that is about to be sent. */
  public long next() {
    return ++sent;
  }

  /**
   * The receiver has everything up to a number; smaller numbers than before say nothing new.
   *
   * @throws IllegalStateException if that has not been sent yet
   */
  public void acknowledge(long upTo) {
    if (upTo > sent) {
      throw new IllegalStateException(
          "message " + upTo + " is acknowledged, but the last one sent is " + sent);
    }
    acknowledged = Math.max(acknowledged, upTo);
  }

  /** Whether the receiver has not acknowledged all that was sent. */
  public boolean hasTail() {
    return sent > acknowledged;
  }

  public long sent() {
    return sent;
  }

  public long acknowledged() {
    return acknowledged;
  }
}
