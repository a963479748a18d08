package dev.weir.examples.checkpoints;

import dev.weir.protocol.log.JobHistory;
import dev.weir.protocol.log.LoggedCheckpoint;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run of a job, as its log tells it.
 *
 * @param directory relative to the root
 * @param checkpoints retained ones and savepoints, in the order of their ids, as far as they can be
 *     read
 * @param damages what cannot be read
 */
record Run(
    String job,
    long number,
    String directory,
    JobHistory history,
    List<StoredCheckpoint> checkpoints,
    List<Damage> damages) {

  Run {
    checkpoints = List.copyOf(checkpoints);
    damages = List.copyOf(damages);
  }

  /** Retained checkpoints and savepoints; a terminal savepoint is both, and here once. */
  static List<LoggedCheckpoint> named(JobHistory history) {
    return Stream.concat(history.retained().stream(), history.savepoints().stream())
        .distinct()
        .sorted(java.util.Comparator.comparingLong(LoggedCheckpoint::checkpointId))
        .toList();
  }

  /** A word or two for how it stands. */
  String state() {
    return history
        .end()
        .map(end -> end.end().name().toLowerCase(java.util.Locale.ROOT))
        .orElse("not ended");
  }
}
