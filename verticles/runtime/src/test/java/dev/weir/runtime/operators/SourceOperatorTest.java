package dev.weir.runtime.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobID;
import dev.weir.api.functions.TaskInfo;
import dev.weir.api.metrics.UnregisteredMetricsGroup;
import dev.weir.api.source.CollectionPosition;
import dev.weir.api.source.CollectionSource;
import dev.weir.api.source.SourceEvent;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.Types;
import dev.weir.runtime.accumulators.OperatorAccumulators;
import dev.weir.runtime.channel.OutputGate;
import dev.weir.runtime.state.OperatorState;
import dev.weir.runtime.time.ProcessingTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a source emits by the clock, and when it does not. */
final class SourceOperatorTest {

  private final List<String> emitted = new ArrayList<>();
  private final OutputGate gate = new OutputGate(1, 1, 1);
  private long now;
  private final ProcessingTimers timers = new ProcessingTimers(() -> now, due -> {});

  private final Output<Long> output =
      new Output<>() {
        @Override
        public void collect(Long record, long timestamp) {
          emitted.add(record + "@" + timestamp);
        }

        @Override
        public void emitWatermark(long watermark) {
          emitted.add("watermark " + watermark);
        }

        @Override
        public void emitIdle(boolean idle) {
          emitted.add(idle ? "idle" : "active");
        }
      };

  /** An enumerator that nobody asks anything. */
  private static final class NoEnumerator implements SourceOperator.EnumeratorGateway {
    @Override
    public void readerStarted() {}

    @Override
    public void requestSplit() {}

    @Override
    public void sendEvent(SourceEvent event) {}
  }

  private SourceOperator<Long, CollectionPosition> started(WatermarkStrategy<Long> strategy)
      throws Exception {
    OperatorContext context =
        new OperatorContext(
            new JobID("00000000000000000000000000000001"),
            "job",
            "source",
            new TaskInfo("source", 0, 1, 1, 0),
            Map.of(),
            new OperatorState("source", Map.of()),
            null,
            OptionalLong.empty(),
            new SideOutputs(Map.of()),
            timers,
            Duration.ofMillis(50),
            mail -> {},
            gate,
            new UnregisteredMetricsGroup(),
            new OperatorAccumulators("source"));
    SourceOperator<Long, CollectionPosition> source =
        new SourceOperator<>(
            new CollectionSource<>(List.of(5L), Types.LONG),
            strategy.withTimestampAssigner((number, timestamp) -> number),
            new NoEnumerator(),
            context,
            output);
    source.initializeState();
    source.start();
    source.addSplits(List.of(new CollectionPosition(0)), true);
    source.poll();
    return source;
  }

  private void period() throws Exception {
    now += 50;
    while (timers.runNextDue(now)) {
      // all that is due runs
    }
  }

  private List<String> taken() {
    List<String> taken = List.copyOf(emitted);
    emitted.clear();
    return taken;
  }

  @Test
  void a_halted_source_emits_no_watermark_until_it_goes_on() throws Exception {
    SourceOperator<Long, CollectionPosition> source =
        started(WatermarkStrategy.forMonotonousTimestamps());
    source.halt(true);
    period();
    period();
    assertThat(taken()).containsExactly("5@5");
    source.halt(false);
    period();
    assertThat(taken()).containsExactly("watermark 4");
  }

  @Test
  void a_source_is_not_idle_while_no_records_are_taken_up() throws Exception {
    started(WatermarkStrategy.<Long>forMonotonousTimestamps().withIdleness(Duration.ofMillis(100)));
    gate.stop();
    for (int i = 0; i < 10; i++) {
      period();
    }
    assertThat(taken()).containsExactly("5@5", "watermark 4");
    gate.start();
    for (int i = 0; i < 5; i++) {
      period();
    }
    assertThat(taken()).containsExactly("idle");
  }
}
