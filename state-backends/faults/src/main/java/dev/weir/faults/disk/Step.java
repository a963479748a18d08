package dev.weir.faults.disk;

/**
 * One operation on a file system.
 *
 * @param number from 1, in the order in which they were asked for
 */
public record Step(long number, Kind kind, String path) {

  /** What is done. */
  public enum Kind {
    CREATE_FILE(true),
    CREATE_DIRECTORY(true),
    WRITE(true),
    TRUNCATE(true),
    FORCE_FILE(true),
    FORCE_DIRECTORY(true),
    LINK(true),
    RENAME(true),
    DELETE(true),
    CLOSE(true),
    OPEN(false),
    READ(false),
    LIST(false);

    private final boolean changes;

    Kind(boolean changes) {
      this.changes = changes;
    }

    /** Whether it can change what a crash leaves behind, or tell of a change that was lost. */
    public boolean changes() {
      return changes;
    }
  }

  @Override
  public String toString() {
    return "step " + number + " (" + kind + " " + path + ")";
  }
}
