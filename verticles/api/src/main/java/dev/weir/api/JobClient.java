package dev.weir.api;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A running job in the hands of the program that started it. All methods are thread-safe. */
public interface JobClient {

  /** The id of the job. */
  JobID getJobID();

  /** The status at this moment. */
  CompletableFuture<JobStatus> getJobStatus();

  /**
   * What the accumulators of all subtasks have added up together since the last restart, by name;
   * after the end of the job its result. Fails if the job failed, or if they cannot be merged.
   */
  CompletableFuture<Map<String, Object>> getAccumulators();

  /** Stops the job without a savepoint. Completes when the stop was accepted. */
  CompletableFuture<Void> cancel();

  /**
   * Takes a savepoint and stops the job.
   *
   * @param advanceToEndOfEventTime whether to drain: the sources end first, all timers fire and the
   *     savepoint holds a finished job; otherwise the job can be gone on with
   * @param savepointDirectory where to write; null for the configured directory
   * @return the path of the savepoint; fails if it was not completed, and the job then goes on
   */
  CompletableFuture<String> stopWithSavepoint(
      boolean advanceToEndOfEventTime,
      @Nullable String savepointDirectory,
      SavepointFormatType formatType);

  /**
   * Takes a savepoint of the running job.
   *
   * @param savepointDirectory where to write; null for the configured directory
   * @return the path of the savepoint
   */
  CompletableFuture<String> triggerSavepoint(
      @Nullable String savepointDirectory, SavepointFormatType formatType);

  /**
   * Completes when the job has finished; fails with {@link JobExecutionException} if it failed or
   * was cancelled.
   */
  CompletableFuture<JobExecutionResult> getJobExecutionResult();
}
