package dev.weir.runtime.coordinator;

import dev.weir.api.JobExecutionException;
import dev.weir.api.JobExecutionResult;
import dev.weir.api.JobID;
import dev.weir.api.JobStatus;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.job.AttemptFailure;
import dev.weir.runtime.accumulators.AccumulatorFormat;
import dev.weir.runtime.accumulators.AccumulatorValues;
import dev.weir.runtime.json.AccumulatorsJson;
import dev.weir.runtime.json.JsonValue;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What programs are told of the end of a job. */
public final class JobResults {

  private JobResults() {}

  /** A status as programs know it. */
  public static JobStatus statusOf(String state) {
    return switch (dev.weir.protocol.job.JobStatus.valueOf(state)) {
      case CREATED -> JobStatus.CREATED;
      case INITIALIZING, RUNNING -> JobStatus.RUNNING;
      case FAILING, SUSPENDED -> JobStatus.FAILING;
      case RESTARTING -> JobStatus.RESTARTING;
      case CANCELLING -> JobStatus.CANCELLING;
      case CANCELED -> JobStatus.CANCELED;
      case FINISHED -> JobStatus.FINISHED;
      case FAILED -> JobStatus.FAILED;
    };
  }

  /**
   * Completes the result of a job that has come to its end.
   *
   * @param startedAt in milliseconds
   */
  public static void complete(
      CompletableFuture<JobExecutionResult> result,
      JobID jobId,
      String jobName,
      long startedAt,
      JobOutcome outcome) {
    switch (outcome.status()) {
      case FINISHED ->
          finish(
              result,
              jobId,
              Duration.ofMillis(System.currentTimeMillis() - startedAt),
              outcome.accumulated());
      case CANCELED ->
          result.completeExceptionally(
              new JobExecutionException("job '%s' was cancelled".formatted(jobName)));
      default ->
          result.completeExceptionally(
              failure(
                  "job '%s' failed: %s"
                      .formatted(
                          jobName,
                          outcome
                              .failure()
                              .map(JobResults::describe)
                              .orElse("for an unknown reason")),
                  outcome.thrown()));
    }
  }

  /** Reads accumulators on a thread that may run code of programs. */
  private static void finish(
      CompletableFuture<JobExecutionResult> result,
      JobID jobId,
      Duration runtime,
      EncodedAccumulators accumulated) {
    CompletableFuture.supplyAsync(
            () -> {
              AccumulatorValues values = AccumulatorFormat.decode(accumulated);
              return new JobExecutionResult(jobId, runtime, values.results(), values.failures());
            })
        .whenComplete(
            (made, thrown) -> {
              if (thrown == null) {
                result.complete(made);
              } else {
                result.completeExceptionally(thrown);
              }
            });
  }

  /**
   * The results in an answer to the request for accumulators. Runs code of the program: not to be
   * called on an event loop.
   *
   * @throws IllegalStateException if one of them has no result
   */
  public static Map<String, Object> accumulatorsOf(JsonObject answer) {
    AccumulatorValues values =
        AccumulatorFormat.decode(
            AccumulatorsJson.decode(
                JsonValue.of("answer of the coordinator", answer).get("accumulators")));
    if (!values.failures().isEmpty()) {
      throw new IllegalStateException("accumulators have no result: " + values.failures());
    }
    return values.results();
  }

  /** The exception of a job that failed. */
  public static JobExecutionException failure(String message, @Nullable Throwable cause) {
    return cause == null
        ? new JobExecutionException(message)
        : new JobExecutionException(message, cause);
  }

  private static String describe(AttemptFailure failure) {
    return failure.subtask().map(subtask -> subtask + ": ").orElse("") + failure.cause().message();
  }
}
