package dev.weir.protocol.job;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.ErrorDomain;
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

  /**
   * Whether it was not a function of the user that failed: the loss of a node, which is often felt
   * before it is known, may be behind it.
   */
  boolean isOfNoFunction() {
    return cause.domain() != ErrorDomain.USER;
  }
}
