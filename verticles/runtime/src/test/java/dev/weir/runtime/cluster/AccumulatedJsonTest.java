package dev.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.accumulators.IntCounter;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.job.JobStatus;
import dev.weir.protocol.log.LogEntry;
import dev.weir.runtime.accumulators.AccumulatorFormat;
import dev.weir.runtime.accumulators.AccumulatorValues;
import dev.weir.runtime.coordinator.JobOutcome;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nodes tell each other of accumulators. */
final class AccumulatedJsonTest {

  private static final EncodedAccumulators VALUES =
      AccumulatorFormat.encode(
          new AccumulatorValues(
              Map.of("count", new IntCounter(7)), Map.of("mixed", "two classes")));

  private static JsonObject sent(JsonObject json) {
    return new JsonObject(json.encode());
  }

  @Test
  void what_subtasks_had_added_up_reaches_the_coordinator() {
    SubtaskId subtask = new SubtaskId("map", 3);
    Map<SubtaskId, EncodedAccumulators> received =
        AccumulatedJson.decode(sent(AccumulatedJson.encode(Map.of(subtask, VALUES))));
    assertThat(received).isEqualTo(Map.of(subtask, VALUES));
  }

  @Test
  void an_answer_that_tells_of_no_subtask_is_empty() {
    assertThat(AccumulatedJson.decode(new JsonObject())).isEmpty();
  }

  @Test
  void the_result_of_the_job_reaches_all_nodes() {
    JobOutcome received =
        OutcomeJson.decode(
            sent(
                OutcomeJson.encode(
                    new JobOutcome(JobStatus.FINISHED, null, Optional.empty(), VALUES))));
    assertThat(received.accumulated()).isEqualTo(VALUES);
  }

  @Test
  void the_end_that_a_lost_coordinator_has_logged_tells_a_successor_the_result() {
    LogEntry.JobEnded end =
        new LogEntry.JobEnded(LogEntry.JobEnd.FINISHED, 9, false, Optional.empty(), VALUES);
    JobOutcome outcome = JobOutcome.of(end);
    assertThat(outcome.status()).isEqualTo(JobStatus.FINISHED);
    assertThat(AccumulatorFormat.decode(outcome.accumulated()).results())
        .isEqualTo(Map.of("count", 7));
  }
}
