package dev.weir.runtime.job;

import dev.weir.api.JobClient;
import dev.weir.api.JobExecutionResult;
import dev.weir.api.JobID;
import dev.weir.api.JobStatus;
import dev.weir.api.SavepointFormatType;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.coordinator.JobAlreadyFinishedException;
import dev.weir.runtime.coordinator.JobOutcome;
import dev.weir.runtime.coordinator.JobResults;
import dev.weir.runtime.coordinator.JobSetup;
import dev.weir.runtime.views.StatusViews;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A job of this process in the hands of the program. */
final class LocalJobClient implements JobClient {

  private static final long NO_TIMEOUT = Duration.ofDays(1).toMillis();

  private final JobSetup setup;
  private final Node node;
  private final Future<String> started;
  private final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
  private final MessageConsumer<JsonObject> views;
  private volatile JobStatus status = JobStatus.CREATED;

  /**
   * @param started completes when the job takes requests
   */
  LocalJobClient(JobSetup setup, Node node, Future<String> started) {
    this.setup = setup;
    this.node = node;
    this.started = started;
    this.views =
        node.vertx().eventBus().localConsumer(Addresses.VIEWS, message -> view(message.body()));
    setup.outcome().future().onComplete(ended -> end(ended.result(), ended.cause()));
  }

  private void view(JsonObject view) {
    StatusViews.stateIn(view, setup.jobId())
        .ifPresent(state -> status = JobResults.statusOf(state));
  }

  private void end(@Nullable JobOutcome outcome, @Nullable Throwable failure) {
    views.unregister();
    started
        .compose(node::undeploy)
        .onComplete(undeployed -> node.release().onComplete(closed -> complete(outcome, failure)));
  }

  private void complete(@Nullable JobOutcome outcome, @Nullable Throwable failure) {
    if (failure instanceof JobAlreadyFinishedException finished) {
      complete(JobOutcome.of(finished.end()));
    } else if (outcome == null) {
      status = JobStatus.FAILED;
      result.completeExceptionally(
          JobResults.failure("job %s could not start: %s".formatted(name(), failure), failure));
    } else {
      complete(outcome);
    }
  }

  private void complete(JobOutcome outcome) {
    status = JobResults.statusOf(outcome.status().name());
    JobResults.complete(result, setup.jobId(), setup.graph().jobName(), setup.startedAt(), outcome);
  }

  private String name() {
    return "'" + setup.graph().jobName() + "'";
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
    if (status.isTerminalState()) {
      return Future.failedFuture("job %s is over: it is %s".formatted(name(), status));
    }
    return started
        .compose(
            id ->
                node.vertx()
                    .eventBus()
                    .<JsonObject>request(
                        Addresses.commands(setup.jobId()),
                        request,
                        new DeliveryOptions().setLocalOnly(true).setSendTimeout(NO_TIMEOUT)))
        .map(message -> message.body());
  }

  @Override
  public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
    return result;
  }
}
