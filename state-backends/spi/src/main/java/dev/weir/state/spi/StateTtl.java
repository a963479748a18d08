package dev.weir.state.spi;

/**
 * When state expires. Each value, list element and map entry does so on its own, that long after
 * its last touch. Time is {@link KeyedStateContext#clock}.
 *
 * @param millis how long after the last touch; at least 1
 * @param touch what counts as one
 * @param visibility what a read gives of what has expired and is still there
 * @param cleanup how what expired and is never read again goes away
 */
public record StateTtl(long millis, Touch touch, Visibility visibility, Cleanup cleanup) {

  public StateTtl {
    if (millis < 1) {
      throw new IllegalArgumentException("state lives for at least 1 ms, found " + millis);
    }
  }

  /** What restarts the time to live. */
  public enum Touch {
    ON_CREATE_AND_WRITE,
    ON_READ_AND_WRITE
  }

  /** What a read gives of what has expired. */
  public enum Visibility {
    NEVER_RETURN_EXPIRED,
    RETURN_EXPIRED_IF_NOT_CLEANED_UP
  }

  /**
   * How what expired is removed. A read removes what it finds expired, but for elements of a list
   * that are shown all the same and have others beside them.
   *
   * @param inFullSnapshots whether snapshots in canonical form leave it out
   * @param entriesPerAccess how many entries each access to the state looks at and removes if
   *     expired; 0: none
   * @param perKeyToo whether that is done for each key that is set, not only for each access
   * @param inCompaction whether a backend that keeps state in files removes it in the background of
   *     its own accord. RocksDB can call no filter written in Java when it compacts files, so that
   *     backend goes over its rows bit by bit as state is accessed, and what it removes is gone
   *     from the files with the next compaction
   */
  public record Cleanup(
      boolean inFullSnapshots, int entriesPerAccess, boolean perKeyToo, boolean inCompaction) {

    /** Nothing is removed but what is read. */
    public static final Cleanup NONE = new Cleanup(false, 0, false, false);

    /** What is done if nothing else is said: five entries with each access, and in compaction. */
    public static final Cleanup DEFAULT = new Cleanup(false, 5, false, true);

    public Cleanup {
      if (entriesPerAccess < 0) {
        throw new IllegalArgumentException(
            "entries to look at with each access: expected 0 or more, found " + entriesPerAccess);
      }
    }
  }

  /** Whether what was last touched at a time has expired by now. */
  public boolean isExpired(long touched, long now) {
    // Near the end of time the sum overflows: then it never expires.
    long end = touched + millis;
    return end >= touched && end <= now;
  }
}
