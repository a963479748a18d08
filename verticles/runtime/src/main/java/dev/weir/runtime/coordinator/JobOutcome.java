package dev.weir.runtime.coordinator;

import dev.weir.protocol.job.AttemptFailure;
import dev.weir.protocol.job.JobStatus;
import dev.weir.runtime.accumulators.AccumulatorValues;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param thrown what the last failure threw, whole; null if nothing failed or it has no exception
 * @param accumulated by all subtasks of the last attempt; nothing unless the job has finished
 */
public record JobOutcome(
    JobStatus status,
    @Nullable Throwable thrown,
    Optional<AttemptFailure> failure,
    AccumulatorValues accumulated) {}
