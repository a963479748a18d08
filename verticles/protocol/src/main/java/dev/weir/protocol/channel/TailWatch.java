package dev.weir.protocol.channel;

/**
 * The sending end of a channel between two nodes: when to ask the receiver how far it has come, and
 * when its silence means that it is gone.
 *
 * <p>A lost message is noticed by the gap that the next one leaves; the last one has no next. So
 * while something is outstanding (a message is not acknowledged, or a frame waits for credit) and
 * the receiver has said nothing for a whole tick, it is asked, and told the last number sent. It
 * answers at once with what it has and what it grants. That mends a lost grant, and a receiver that
 * has less than was sent before the question knows that something is lost.
 *
 * <p>Time is counted in ticks, each of which the owner begins after it has handled what had come
 * before. So an owner that stood still takes no answer for missing that lies in its queue.
 *
 * <p>Until its first word the receiver may be given more time: a node that is new loads the classes
 * of the job before it answers.
 */
public final class TailWatch {

  /** What to do after a tick. */
  public enum Verdict {
    /** Nothing is outstanding, or the receiver has been heard lately. */
    NOTHING,
    /** Ask the receiver how far it has come. */
    ASK,
    /** It was asked for as long as is allowed, and said nothing: give the channel up. */
    SILENT
  }

  private final int patience;
  private int currentPatience;
  private int silentTicks;

  /**
   * @param patience ticks without a word, counted from the first question, after which the channel
   *     is given up; at least 1
   */
  public TailWatch(int patience) {
    this(patience, patience);
  }

  /**
   * @param firstPatience the same until the receiver has said something for the first time; at
   *     least {@code patience}
   */
  public TailWatch(int patience, int firstPatience) {
    if (patience < 1) {
      throw new IllegalArgumentException("patience is at least 1 tick, found " + patience);
    }
    if (firstPatience < patience) {
      throw new IllegalArgumentException(
          "the first patience is at least %d ticks, found %d".formatted(patience, firstPatience));
    }
    this.patience = patience;
    this.currentPatience = firstPatience;
  }

  /** The receiver said something about this channel. */
  public void onHeard() {
    currentPatience = patience;
    silentTicks = 0;
  }

  /**
   * A tick has passed.
   *
   * @param outstanding whether there is anything that the receiver should have spoken of
   */
  public Verdict onTick(boolean outstanding) {
    if (!outstanding) {
      silentTicks = 0;
      return Verdict.NOTHING;
    }
    silentTicks++;
    if (silentTicks == 1) {
      return Verdict.NOTHING;
    }
    return silentTicks - 2 < currentPatience ? Verdict.ASK : Verdict.SILENT;
  }
}
