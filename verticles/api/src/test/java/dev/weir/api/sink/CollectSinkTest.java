package dev.weir.api.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.weir.api.JobID;
import dev.weir.api.functions.TaskInfo;
import dev.weir.api.metrics.SinkWriterMetricGroup;
import dev.weir.api.metrics.UnregisteredMetricsGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CollectSinkTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final CollectSink<Integer> sink = new CollectSink<>();

  private CompletableFuture<Void> writing(int count) {
    SinkWriter<Integer> writer = sink.createWriter(new Subtask(0, 1));
    return CompletableFuture.runAsync(
        () -> {
          try {
            for (int i = 0; i < count; i++) {
              writer.write(i, new NoContext());
            }
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void records_come_in_order_and_end_with_the_job() throws Exception {
    CompletableFuture<Void> job = writing(5000);
    sink.finishWith(job);
    List<Integer> seen = new ArrayList<>();
    for (Optional<Integer> next = sink.take(); next.isPresent(); next = sink.take()) {
      seen.add(next.get());
    }

    assertThat(seen).hasSize(5000).isSorted();
  }

  @Test
  void a_program_that_takes_nothing_holds_the_writer_back_until_it_closes() {
    CompletableFuture<Void> job = writing(1025);
    assertThat(writing(0)).succeedsWithin(SOON);
    assertThat(job).isNotDone();
    sink.close();

    assertThat(job).succeedsWithin(SOON);
  }

  @Test
  void a_failure_comes_after_the_records_before_it() throws Exception {
    assertThat(writing(1)).succeedsWithin(SOON);
    sink.finishWith(CompletableFuture.failedFuture(new IllegalArgumentException("broken")));

    assertThat(sink.take()).contains(0);
    assertThatIllegalStateException().isThrownBy(sink::take).withStackTraceContaining("broken");
  }

  /** One subtask of a job. */
  record Subtask(int index, int parallelism) implements WriterInitContext {
    @Override
    public SinkWriterMetricGroup metricGroup() {
      return UnregisteredMetricsGroup.createSinkWriterMetricGroup();
    }

    @Override
    public JobID getJobId() {
      return new JobID("0123456789abcdef0123456789abcdef");
    }

    @Override
    public TaskInfo getTaskInfo() {
      return new TaskInfo("sink", index, parallelism, 128, 0);
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
      return OptionalLong.empty();
    }

    @Override
    public String getOperatorUid() {
      return "uid";
    }
  }

  /** A record without timestamp. */
  record NoContext() implements SinkWriter.Context {
    @Override
    public long currentWatermark() {
      return Long.MIN_VALUE;
    }

    @Override
    public Long timestamp() {
      return null;
    }
  }
}
