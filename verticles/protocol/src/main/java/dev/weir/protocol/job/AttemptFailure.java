package dev.weir.protocol.job;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.SubtaskId;
import java.util.Optional;

/**
 * What ended an attempt.
 *
 * @param at when, in milliseconds
 * @param subtask where; empty if it was not in a subtask
 */
public record AttemptFailure(
    long attempt, long at, Optional<SubtaskId> subtask, FailureCause cause) {

  public AttemptFailure {
    requireNonNull(subtask, "subtask is null");
    requireNonNull(cause, "cause is null");
  }
}
