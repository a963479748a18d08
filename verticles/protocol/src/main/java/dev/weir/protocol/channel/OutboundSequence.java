package dev.weir.protocol.channel;

/**
 * The sending end of a channel: numbers messages from 1 and notices when the receiver stops
 * acknowledging them. Owned by the thread of the sending subtask.
 */
public final class OutboundSequence {

  private long sent;
  private long acknowledged;
  private long progressNanos;

  /** A channel on which nothing has been sent. */
  public OutboundSequence() {}

  /** The number of the message that is about to be sent. */
  public long next(long nowNanos) {
    if (sent == acknowledged) {
      progressNanos = nowNanos;
    }
    return ++sent;
  }

  /**
   * The receiver has everything up to a number; smaller numbers than before say nothing new.
   *
   * @throws IllegalStateException if that has not been sent yet
   */
  public void acknowledge(long upTo, long nowNanos) {
    if (upTo > sent) {
      throw new IllegalStateException(
          "message " + upTo + " is acknowledged, but the last one sent is " + sent);
    }
    if (upTo > acknowledged) {
      acknowledged = upTo;
      progressNanos = nowNanos;
    }
  }

  /**
   * Whether something was sent and for longer than the limit nothing has been acknowledged: the
   * tail is lost or the receiver is gone.
   */
  public boolean tailIsOverdue(long nowNanos, long limitNanos) {
    return sent > acknowledged && nowNanos - progressNanos > limitNanos;
  }

  public long sent() {
    return sent;
  }

  public long acknowledged() {
    return acknowledged;
  }
}
