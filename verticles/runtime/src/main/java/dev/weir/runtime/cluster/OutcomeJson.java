package dev.weir.runtime.cluster;

import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.job.AttemptFailure;
import dev.weir.protocol.job.JobStatus;
import dev.weir.runtime.coordinator.JobOutcome;
import dev.weir.runtime.json.AccumulatorsJson;
import dev.weir.runtime.json.CauseJson;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import dev.weir.runtime.wire.RemoteFailureException;
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
            .put(ACCUMULATED, AccumulatorsJson.encode(outcome.accumulated()));
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
    EncodedAccumulators accumulated = AccumulatorsJson.decode(outcome.get(ACCUMULATED));
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
}
