package dev.weir.protocol.channel;

/** The receiving end of a channel: checks that every message comes once and in order. */
public final class InboundSequence {

  /** What a number says about the message that bears it. */
  public enum Outcome {
    /** Process it. */
    IN_ORDER,
    /** Drop it: it has been processed. */
    DUPLICATE,
    /** Something is lost: fail the attempt. The sequence stays where it is. */
    GAP
  }

  private long received;

  /** A channel on which nothing has come. */
  public InboundSequence() {}

  public Outcome accept(long number) {
    if (number == received + 1) {
      received = number;
      return Outcome.IN_ORDER;
    }
    return number <= received ? Outcome.DUPLICATE : Outcome.GAP;
  }

  /** The last number up to which nothing is missing: what to acknowledge. */
  public long received() {
    return received;
  }
}
