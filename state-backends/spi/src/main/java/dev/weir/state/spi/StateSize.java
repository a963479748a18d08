package dev.weir.state.spi;

/** How much state there is, roughly. */
public record StateSize(long entries, long bytes) {

  public static final StateSize NONE = new StateSize(0, 0);
}
