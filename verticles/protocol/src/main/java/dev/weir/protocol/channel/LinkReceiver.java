package dev.weir.protocol.channel;

import dev.weir.protocol.channel.InboundSequence.Outcome;

/**
 * The receiving end of a link. What it lets through is what was sent, in order, each message once,
 * up to some point; behind a loss nothing comes through any more, even if what was missing comes
 * late.
 *
 * <pre>
 *   state    event                          next     to be done
 *   whole    message, the next              whole    process it, acknowledge
 *   whole    message, one of those before   whole    drop it, acknowledge
 *   whole    message, a later one           broken   fail the attempt
 *   whole    probe, no more than has come   whole    acknowledge
 *   whole    probe, more than has come      broken   fail the attempt
 *   broken   anything                       broken   nothing
 * </pre>
 */
public final class LinkReceiver {

  private final InboundSequence sequence = new InboundSequence();
  private boolean broken;

  /** A link on which nothing has come. */
  public LinkReceiver() {}

  /** What a message is: the next one, one that has been processed, or a sign of a loss. */
  public Outcome accept(long number) {
    if (broken) {
      return Outcome.GAP;
    }
    Outcome outcome = sequence.accept(number);
    broken = outcome == Outcome.GAP;
    return outcome;
  }

  /**
   * The sender asks whether all has come.
   *
   * @param sent number of the last message before the question
   * @return false if something of it is lost
   */
  public boolean hasAll(long sent) {
    broken = broken || sent > sequence.received();
    return !broken;
  }

  /** The last number up to which nothing is missing: what to acknowledge. */
  public long received() {
    return sequence.received();
  }

  public boolean isBroken() {
    return broken;
  }
}
