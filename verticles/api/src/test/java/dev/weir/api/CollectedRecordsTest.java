package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.sink.CollectSink;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollectedRecordsTest {

  private final CollectSink<String> sink = new CollectSink<>();
  private final RunningJob job = new RunningJob();
  private final CollectedRecords<String> records = new CollectedRecords<>(sink, job);

  @Test
  void the_end_of_the_job_is_the_end_of_the_records() {
    sink.finishWith(job.result);
    job.result.complete(new JobExecutionResult(job.getJobID(), Duration.ofMillis(5)));

    assertThat(records.hasNext()).isFalse();
    assertThat(records.hasNext()).isFalse();
    assertThatThrownBy(records::next).isInstanceOf(NoSuchElementException.class);
    records.close();
    assertThat(job.cancelled).isFalse();
  }

  @Test
  void closing_cancels_a_running_job() {
    records.close();

    assertThat(job.cancelled).isTrue();
    assertThat(records.hasNext()).isFalse();
  }

  @Test
  void the_failure_of_the_job_is_thrown_with_its_cause() {
    sink.finishWith(job.result);
    job.result.completeExceptionally(new JobExecutionException("map failed"));

    assertThatThrownBy(records::hasNext)
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(JobExecutionException.class);
  }

  /** A job that runs until it is told otherwise. */
  private static final class RunningJob implements JobClient {
    private final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
    private boolean cancelled;

    @Override
    public JobID getJobID() {
      return JobID.fromHexString("0123456789abcdef0123456789abcdef");
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
      return CompletableFuture.completedFuture(JobStatus.RUNNING);
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
      throw new AssertionError("no accumulators expected");
    }

    @Override
    public CompletableFuture<Void> cancel() {
      cancelled = true;
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(
        boolean advanceToEndOfEventTime,
        @Nullable String savepointDirectory,
        SavepointFormatType formatType) {
      throw new AssertionError("no savepoint expected");
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(
        @Nullable String savepointDirectory, SavepointFormatType formatType) {
      throw new AssertionError("no savepoint expected");
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
      return result;
    }
  }
}
