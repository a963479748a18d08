package dev.weir.state.spi;

/** What a keyed state holds under a key. */
public enum StateKind {
  VALUE(0),
  LIST(1),
  MAP(2),
  TIMERS(3);

  private final int code;

  StateKind(int code) {
    this.code = code;
  }

  /** The byte that stands for this kind in snapshot files. */
  public int code() {
    return code;
  }

  /**
   * @throws CorruptStateException if no kind has this code
   */
  public static StateKind ofCode(int code) {
    for (StateKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new CorruptStateException("a kind of state is 0, 1, 2 or 3, found " + code);
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
