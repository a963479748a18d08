package dev.weir.runtime.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.metrics.UnregisteredMetricsGroup;
import dev.weir.api.source.SourceOutput;
import dev.weir.api.source.SourceSplit;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.runtime.time.ActivityClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceOutputsTest {

  private final List<String> emitted = new ArrayList<>();

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

  private final ActivityClock clock = new ActivityClock(50, 0);
  private long now;

  private SourceOutputs<Long> outputs(WatermarkStrategy<Long> strategy) {
    return new SourceOutputs<>(
        strategy, output, clock, UnregisteredMetricsGroup.createOperatorMetricGroup());
  }

  private void period(SourceOutputs<Long> outputs) {
    now += 50;
    clock.tick(now, true);
    outputs.emitPeriodically();
  }

  private List<String> taken() {
    List<String> taken = List.copyOf(emitted);
    emitted.clear();
    return taken;
  }

  private static WatermarkStrategy<Long> ascending() {
    return WatermarkStrategy.<Long>forMonotonousTimestamps()
        .withTimestampAssigner((number, timestamp) -> number);
  }

  @Test
  void without_watermarks_records_pass_as_they_are() {
    SourceOutputs<Long> outputs = outputs(WatermarkStrategy.noWatermarks());
    assertThat(outputs.isPlain()).isTrue();
    outputs.collect(1L);
    outputs.collect(2L, 7);
    period(outputs);
    assertThat(taken()).containsExactly("1@" + Long.MIN_VALUE, "2@7");
  }

  @Test
  void records_get_timestamps_and_the_reader_watermarks() {
    SourceOutputs<Long> outputs = outputs(ascending());
    outputs.collect(5L);
    outputs.collect(3L, 99);
    period(outputs);
    period(outputs);
    assertThat(taken()).containsExactly("5@5", "3@3", "watermark 4");
  }

  @Test
  void the_slowest_split_is_the_time_of_the_reader() {
    SourceOutputs<Long> outputs = outputs(ascending());
    SourceOutput<Long> slow = outputs.createOutputForSplit("slow");
    SourceOutput<Long> quick = outputs.createOutputForSplit("quick");
    quick.collect(100L);
    period(outputs);
    slow.collect(10L);
    period(outputs);
    assertThat(taken()).containsExactly("100@100", "10@10", "watermark 9");
    outputs.releaseOutputForSplit("slow");
    assertThat(taken()).containsExactly("watermark 99");
    assertThat(outputs.splitWatermarks()).containsOnlyKeys("quick");
  }

  private record Split(String splitId) implements SourceSplit {}

  @Test
  void event_time_waits_for_assigned_splits_that_the_reader_has_not_begun() {
    SourceOutputs<Long> outputs = outputs(ascending());
    outputs.expect(List.of(new Split("first"), new Split("second")));
    outputs.createOutputForSplit("first").collect(100L);
    period(outputs);
    outputs.createOutputForSplit("second").collect(10L);
    period(outputs);
    assertThat(taken()).containsExactly("100@100", "10@10", "watermark 9");
    outputs.releaseOutputForSplit("second");
    assertThat(taken()).containsExactly("watermark 99");
  }

  @Test
  void a_reader_that_writes_to_its_own_output_does_not_wait_for_its_splits() {
    SourceOutputs<Long> outputs = outputs(ascending());
    outputs.expect(List.of(new Split("first"), new Split("second")));
    outputs.collect(100L);
    period(outputs);
    outputs.expect(List.of(new Split("third")));
    outputs.collect(200L);
    period(outputs);
    assertThat(taken()).containsExactly("100@100", "watermark 99", "200@200", "watermark 199");
    assertThat(outputs.splitWatermarks()).isEmpty();
  }

  @Test
  void assigned_splits_without_records_may_be_idle() {
    SourceOutputs<Long> outputs = outputs(ascending().withIdleness(Duration.ofMillis(60)));
    outputs.expect(List.of(new Split("silent"), new Split("quick")));
    SourceOutput<Long> quick = outputs.createOutputForSplit("quick");
    period(outputs);
    quick.collect(10L);
    period(outputs);
    period(outputs);
    assertThat(taken()).containsExactly("10@10", "watermark 9");
  }

  @Test
  void the_output_of_a_split_is_the_same_when_asked_for_again() {
    SourceOutputs<Long> outputs = outputs(ascending());
    assertThat(outputs.createOutputForSplit("a")).isSameAs(outputs.createOutputForSplit("a"));
  }

  @Test
  void an_idle_split_holds_nobody_back_and_all_idle_splits_make_an_idle_reader() {
    SourceOutputs<Long> outputs = outputs(ascending().withIdleness(Duration.ofMillis(60)));
    SourceOutput<Long> quick = outputs.createOutputForSplit("quick");
    outputs.createOutputForSplit("silent");
    period(outputs);
    quick.collect(10L);
    period(outputs);
    assertThat(taken()).containsExactly("10@10");
    period(outputs);
    assertThat(taken()).containsExactly("watermark 9");
    quick.collect(20L);
    period(outputs);
    assertThat(taken()).containsExactly("20@20", "watermark 19");
    period(outputs);
    period(outputs);
    period(outputs);
    assertThat(taken()).containsExactly("idle");
    assertThat(outputs.isIdle()).isTrue();
    quick.collect(30L);
    period(outputs);
    assertThat(taken()).containsExactly("30@30", "active", "watermark 29");
  }

  @Test
  void a_reader_without_records_or_splits_is_idle_too() {
    SourceOutputs<Long> outputs = outputs(ascending().withIdleness(Duration.ofMillis(60)));
    period(outputs);
    period(outputs);
    period(outputs);
    assertThat(taken()).containsExactly("idle");
  }

  @Test
  void a_split_that_comes_late_does_not_turn_time_back() {
    SourceOutputs<Long> outputs = outputs(ascending());
    outputs.createOutputForSplit("first").collect(100L);
    period(outputs);
    SourceOutput<Long> late = outputs.createOutputForSplit("late");
    late.collect(50L);
    period(outputs);
    assertThat(taken()).containsExactly("100@100", "watermark 99", "50@50");
    assertThat(outputs.watermark()).isEqualTo(99);
  }

  @Test
  void the_end_of_the_reader_is_the_end_of_time() {
    SourceOutputs<Long> outputs = outputs(ascending());
    outputs.emitEnd();
    assertThat(taken()).containsExactly("watermark " + Long.MAX_VALUE);
  }

  @Test
  void the_clock_of_idleness_stands_still_while_records_cannot_come() {
    ActivityClock standing = new ActivityClock(50, 0);
    standing.tick(50, true);
    standing.tick(500, false);
    standing.tick(550, true);
    assertThat(standing.relativeTimeMillis()).isEqualTo(100);
    standing.tick(10_000, true); // there was no periodic call for long: outputs were full
    assertThat(standing.relativeTimeMillis()).isEqualTo(200);
  }
}
