package dev.weir.protocol.log;

import static java.util.Objects.requireNonNull;

/**
 * An entry as it stands in the log. No two writings are equal, not even of one entry.
 *
 * @param number its place, from 1
 * @param term of the coordinator that wrote it, from 1
 * @param node that the coordinator runs on; unique per process, not per machine
 * @param writing which attempt to write this entry it was, from 1
 * @param follows {@link #identity} of the entry before, {@link #NOTHING} for the first: what an
 *     out-of-date coordinator writes at the number of an entry that was removed is told from it
 */
public record LogRecord(
    long number, long term, String node, int writing, String follows, LogEntry entry) {

  /** What the first entry follows. */
  public static final String NOTHING = "-";

  public LogRecord {
    requireNonNull(node, "node is null");
    requireNonNull(follows, "follows is null");
    requireNonNull(entry, "entry is null");
    if (number < 1 || term < 1 || writing < 1) {
      throw new IllegalArgumentException(
          "log entry %d of term %d, writing %d: all of them start at 1"
              .formatted(number, term, writing));
    }
  }

  /** Names this writing and no other. */
  public String identity() {
    return number + "/" + term + "/" + node + "/" + writing;
  }

  /** Whether this was written right after that. */
  boolean comesAfter(LogRecord other) {
    return number == other.number + 1 && follows.equals(other.identity());
  }

  /** Whether both are writings of one entry by one coordinator. */
  boolean isSameAppend(LogRecord other) {
    return number == other.number
        && term == other.term
        && node.equals(other.node)
        && entry.equals(other.entry);
  }

  LogRecord writtenAgain() {
    return new LogRecord(number, term, node, writing + 1, follows, entry);
  }
}
