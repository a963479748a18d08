package dev.weir.protocol.channel;

/**
 * The sending end of a link: of what one party tells another outside the channels, such as commands
 * and reports. Messages are numbered; the receiver acknowledges each, and is asked when it does
 * not. Nothing is sent twice: what is lost breaks the link.
 *
 * <pre>
 *   state        event                  next         to be done
 *   all said     next()                 tail         send the message with its number
 *   tail         acknowledge(all)       all said
 *   tail         tick, tick             asked        send a probe with the last number
 *   asked        acknowledge(less)      tail
 *   asked        acknowledge(all)       all said
 *   asked        as many ticks as patience  silent   give the link up
 * </pre>
 */
public final class LinkSender {

  private final OutboundSequence sequence = new OutboundSequence();
  private final TailWatch watch;

  /**
   * @param patience ticks without an answer, counted from the first question, after which the link
   *     is given up; at least 1
   */
  public LinkSender(int patience) {
    this(patience, patience);
  }

  /**
   * @param firstPatience the same until the receiver has said something for the first time
   */
  public LinkSender(int patience, int firstPatience) {
    this.watch = new TailWatch(patience, firstPatience);
  }

  /** The number of the message that is about to be sent. */
  public long next() {
    return sequence.next();
  }

  /**
   * The receiver has everything up to a number; that is a sign of life, even if it is nothing new.
   *
   * @throws IllegalStateException if that has not been sent yet
   */
  public void acknowledge(long upTo) {
    sequence.acknowledge(upTo);
    watch.onHeard();
  }

  /** A tick has passed; see {@link TailWatch}. */
  public TailWatch.Verdict onTick() {
    return watch.onTick(sequence.hasTail());
  }

  public long sent() {
    return sequence.sent();
  }

  public long acknowledged() {
    return sequence.acknowledged();
  }
}
