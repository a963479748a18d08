package dev.weir.runtime.cluster;

import dev.weir.api.JobClient;
import dev.weir.api.JobExecutionResult;
import dev.weir.api.JobID;
import dev.weir.api.JobStatus;
import dev.weir.api.SavepointFormatType;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.coordinator.JobOutcome;
import dev.weir.runtime.coordinator.JobResults;
import dev.weir.runtime.coordinator.JobSetup;
import dev.weir.runtime.views.StatusViews;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A job that this process runs together with others, in the hands of the program. */
final class ClusterJobClient implements JobClient {

  private static final long NO_TIMEOUT = Duration.ofDays(1).toMillis();

  private final ClusterNode node;
  private final JobSetup setup;
  private final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
  private volatile JobStatus status = JobStatus.CREATED;

  ClusterJobClient(ClusterNode node, JobSetup setup) {
    this.node = node;
    this.setup = setup;
    node.onView(this::view);
    node.outcome().onComplete(ended -> end(ended.result(), ended.cause()));
  }

  private void view(JsonObject view) {
    StatusViews.stateIn(view, setup.jobId())
        .ifPresent(state -> status = JobResults.statusOf(state));
  }

  private void end(@Nullable JobOutcome outcome, @Nullable Throwable failure) {
    if (outcome == null) {
      status = JobStatus.FAILED;
      String message =
          failure instanceof JoinRefusedException
              ? String.valueOf(failure.getMessage())
              : "job '%s' does not run here: %s".formatted(setup.graph().jobName(), failure);
      result.completeExceptionally(JobResults.failure(message, failure));
    } else {
      status = JobResults.statusOf(outcome.status().name());
      JobResults.complete(
          result, setup.jobId(), setup.graph().jobName(), setup.startedAt(), outcome);
    }
  }

  @Override
  public JobID getJobID() {
    return setup.jobId();
  }

  @Override
  public CompletableFuture<JobStatus> getJobStatus() {
    return CompletableFuture.completedFuture(status);
  }

  @Override
  public CompletableFuture<Void> cancel() {
    return request(new JsonObject().put("action", "cancel"))
        .<Void>mapEmpty()
        .toCompletionStage()
        .toCompletableFuture();
  }

  @Override
  public CompletableFuture<Map<String, Object>> getAccumulators() {
    return (status.isTerminalState()
        ? result.thenApply(JobExecutionResult::getAllAccumulatorResults)
        : request(new JsonObject().put("action", "accumulators"))
            .toCompletionStage()
            .toCompletableFuture()
            .thenApplyAsync(JobResults::accumulatorsOf));
  }

  @Override
  public CompletableFuture<String> stopWithSavepoint(
      boolean advanceToEndOfEventTime,
      @Nullable String savepointDirectory,
      SavepointFormatType formatType) {
    return savepoint(
        new JsonObject().put("action", "stop").put("drain", advanceToEndOfEventTime),
        savepointDirectory);
  }

  @Override
  public CompletableFuture<String> triggerSavepoint(
      @Nullable String savepointDirectory, SavepointFormatType formatType) {
    return savepoint(new JsonObject().put("action", "savepoint"), savepointDirectory);
  }

  private CompletableFuture<String> savepoint(JsonObject request, @Nullable String directory) {
    return request(directory == null ? request : request.put("directory", directory))
        .map(answer -> answer.getString("path"))
        .toCompletionStage()
        .toCompletableFuture();
  }

  private Future<JsonObject> request(JsonObject request) {
    Vertx vertx = node.vertx();
    if (vertx == null) {
      return Future.failedFuture(
          "this node is no member of the cluster of job '%s' now, try again"
              .formatted(setup.graph().jobName()));
    }
    return vertx
        .eventBus()
        .<JsonObject>request(
            Addresses.commands(setup.jobId()),
            request,
            new DeliveryOptions().setSendTimeout(NO_TIMEOUT))
        .map(message -> message.body());
  }

  @Override
  public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
    return result;
  }
}
