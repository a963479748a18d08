package dev.weir.runtime.cluster;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.job.AttemptFailure;
import dev.weir.protocol.job.JobStatus;
import dev.weir.protocol.log.LogEntry;
import dev.weir.runtime.accumulators.AccumulatorFormat;
import dev.weir.runtime.accumulators.AccumulatorValues;
import dev.weir.runtime.coordinator.JobOutcome;
import dev.weir.runtime.json.CauseJson;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import dev.weir.runtime.wire.RemoteFailureException;
import dev.weir.state.spi.CorruptStateException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** How a job ended, as the coordinator tells the other nodes. */
final class OutcomeJson {

  private static final String ACCUMULATED = "accumulated";

  private OutcomeJson() {}

  static JsonObject encode(JobOutcome outcome) {
    JsonObject json =
        new JsonObject()
            .put("status", outcome.status().name())
            .put(ACCUMULATED, AccumulatorFormat.bytesOf(outcome.accumulated()));
    outcome
        .failure()
        .ifPresent(
            failure ->
                json.put("at", failure.at())
                    .put("attempt", failure.attempt())
                    .put("cause", CauseJson.encode(failure.cause())));
    return json;
  }

  /**
   * @throws MalformedJsonException if it is no outcome
   */
  static JobOutcome decode(JsonObject json) {
    JsonValue outcome = JsonValue.of("outcome of a job", json);
    JobStatus status = outcome.get("status").oneOf(JobStatus.class);
    if (!status.isGloballyTerminal()) {
      throw outcome.get("status").malformed("the status of a job that has ended");
    }
    AccumulatorValues accumulated = accumulated(outcome.get(ACCUMULATED));
    Optional<JsonValue> cause = outcome.optional("cause");
    if (cause.isEmpty()) {
      return new JobOutcome(status, null, Optional.empty(), accumulated);
    }
    FailureCause decoded = CauseJson.decode(cause.get());
    return new JobOutcome(
        status,
        status == JobStatus.FAILED ? new RemoteFailureException(decoded) : null,
        Optional.of(
            new AttemptFailure(
                outcome.get("attempt").atLeast(0),
                outcome.get("at").number(),
                Optional.empty(),
                decoded)),
        accumulated);
  }

  private static AccumulatorValues accumulated(JsonValue values) {
    try {
      return AccumulatorFormat.of(values.bytes());
    } catch (CorruptStateException e) {
      throw values.malformed("accumulators: " + e.getMessage());
    }
  }

  /**
   * How a job ended that a coordinator no more there has brought to its end. What was accumulated
   * went with that coordinator.
   */
  static JobOutcome of(LogEntry.JobEnded end) {
    JobStatus status =
        switch (end.end()) {
          case FINISHED -> JobStatus.FINISHED;
          case CANCELED -> JobStatus.CANCELED;
          case FAILED -> JobStatus.FAILED;
        };
    Optional<AttemptFailure> failure =
        end.cause().map(cause -> new AttemptFailure(0, end.timestamp(), Optional.empty(), cause));
    return new JobOutcome(status, null, failure, AccumulatorValues.NONE);
  }
}
