package dev.weir.protocol.log;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the log of one run says.
 *
 * @param retained checkpoints that recovery may restore from, oldest first; a terminal savepoint is
 *     among them
 * @param savepoints all savepoints the log still names, oldest first
 * @param nextCheckpointId larger than every id in the log
 * @param last the last record; empty if the log is empty
 * @param end how the job ended; empty if it has not
 */
public record JobHistory(
    List<LoggedCheckpoint> retained,
    List<LoggedCheckpoint> savepoints,
    long nextCheckpointId,
    Optional<LogRecord> last,
    Optional<LogEntry.JobEnded> end) {

  /** The history of a run of which nothing has been written. */
  public static final JobHistory EMPTY =
      new JobHistory(List.of(), List.of(), 1, Optional.empty(), Optional.empty());

  public JobHistory {
    retained = List.copyOf(retained);
    savepoints = List.copyOf(savepoints);
  }

  /**
   * Reads a log.
   *
   * <p>The log is the last entry and those it follows. What lies below is left out: old entries are
   * removed in ascending order, and what a deposed coordinator wrote meanwhile stays behind. But
   * then a completed checkpoint or a terminal savepoint must stand above; otherwise an entry was
   * lost.
   *
   * @param records all that is in the log directory, in any order
   * @throws InvalidLogException if they cannot be the log of one run
   */
  public static JobHistory of(Collection<LogRecord> records) {
    return HistoryFold.fold(records);
  }

  /** The term of the last coordinator; 0 if there was none. */
  public long term() {
    return last.map(LogRecord::term).orElse(0L);
  }

  /** What recovery restores from. */
  public Optional<LoggedCheckpoint> latest() {
    return retained.isEmpty() ? Optional.empty() : Optional.of(retained.get(retained.size() - 1));
  }

  /**
   * Which entries a coordinator may remove on the strength of those that it knows to be appended.
   * What stands above them does not count: it may be seen before it is durable.
   *
   * @param records all that were found in the log directory
   * @param appended the last entry that the coordinator knows to be appended
   * @param numbers all that are in the log directory now
   * @return as of {@link #truncatable(Collection)}; none if others have removed meanwhile what
   *     would be needed to tell: they have removed what is below as well
   */
  public static List<Long> truncatable(
      Collection<LogRecord> records, LogRecord appended, Collection<Long> numbers) {
    List<LogRecord> known =
        records.stream().filter(record -> record.number() <= appended.number()).toList();
    return known.contains(appended) && !HistoryFold.isTorn(known)
        ? of(known).truncatable(numbers)
        : List.of();
  }

  /**
   * Which entries may be removed: those before the oldest checkpoint that recovery may need, and
   * never the last.
   *
   * @param numbers all that are in the log directory
   * @return in the order in which to remove them, one after the other (see {@link LogAppend})
   */
  public List<Long> truncatable(Collection<Long> numbers) {
    long firstNeeded =
        retained.stream().mapToLong(LoggedCheckpoint::entryNumber).min().orElse(Long.MIN_VALUE);
    return numbers.stream().filter(number -> number < firstNeeded).sorted().toList();
  }
}
