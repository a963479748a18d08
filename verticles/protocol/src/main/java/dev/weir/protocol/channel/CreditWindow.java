package dev.weir.protocol.channel;

/**
 * Credits at the sending end. They are granted as a total since the channel began, so that a grant
 * that is repeated or overtaken does no harm. One credit is one frame; barriers and end of input
 * need none.
 */
public final class CreditWindow {

  private long granted;
  private long used;

  /** A channel for which nothing has been granted. */
  public CreditWindow() {}

  /** Takes a grant; a smaller total than before says nothing new. */
  public void grantUpTo(long total) {
    if (total > granted) {
      granted = total;
    }
  }

  /** Uses one credit if there is one. */
  public boolean tryUse() {
    if (used >= granted) {
      return false;
    }
    used++;
    return true;
  }

  public long available() {
    return granted - used;
  }

  public long used() {
    return used;
  }
}
