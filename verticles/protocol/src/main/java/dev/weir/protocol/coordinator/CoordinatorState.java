package dev.weir.protocol.coordinator;

import dev.weir.protocol.pacing.CheckpointPacer;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * All that a coordinator remembers.
 *
 * @param attempt the attempt that is or was last running; 0 before the first
 * @param runs checkpoints in progress, by id
 * @param aborted directories of the checkpoints given up last, by id, for what may still arrive
 * @param timerAt when the timer last asked for goes off
 */
record CoordinatorState(
    CoordinatorPlan plan,
    SubtaskIndex index,
    Phase phase,
    long attempt,
    CheckpointPacer pacer,
    NavigableMap<Long, CheckpointRun> runs,
    NavigableMap<Long, String> aborted,
    Retention retention,
    Confirmations confirmations,
    FailureTally failures,
    long nextId,
    OptionalLong timerAt,
    CheckpointStatistics statistics) {

  CoordinatorState {
    runs = Collections.unmodifiableNavigableMap(new TreeMap<>(runs));
    aborted = Collections.unmodifiableNavigableMap(new TreeMap<>(aborted));
  }
}
