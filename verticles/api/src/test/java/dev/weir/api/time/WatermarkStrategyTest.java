package dev.weir.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.metrics.MetricGroup;
import dev.weir.api.metrics.UnregisteredMetricsGroup;
import dev.weir.api.spi.FunctionCopy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatermarkStrategyTest {

  private final List<String> output = new ArrayList<>();
  private final HandClock clock = new HandClock();

  private final WatermarkOutput watermarks =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          output.add(String.valueOf(watermark.timestamp()));
        }

        @Override
        public void markIdle() {
          output.add("idle");
        }

        @Override
        public void markActive() {
          output.add("active");
        }
      };

  private static final class HandClock implements RelativeClock {
    private long millis;

    @Override
    public long relativeTimeMillis() {
      return millis;
    }

    @Override
    public long relativeTimeNanos() {
      return millis * 1_000_000;
    }
  }

  private record Context(RelativeClock getInputActivityClock)
      implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return UnregisteredMetricsGroup.createOperatorMetricGroup();
    }
  }

  private <T> WatermarkGenerator<T> generator(WatermarkStrategy<T> strategy) {
    return FunctionCopy.of(strategy).createWatermarkGenerator(new Context(clock));
  }

  private static <T> TimestampAssigner<T> assigner(WatermarkStrategy<T> strategy) {
    return FunctionCopy.of(strategy).createTimestampAssigner(new Context(new HandClock()));
  }

  @Test
  void ascending_watermarks_are_one_below_the_highest_timestamp() {
    WatermarkGenerator<String> generator = generator(WatermarkStrategy.forMonotonousTimestamps());
    generator.onEvent("a", 17, watermarks);
    assertThat(output).isEmpty();
    generator.onPeriodicEmit(watermarks);
    generator.onEvent("b", 12, watermarks);
    generator.onPeriodicEmit(watermarks);
    assertThat(output).containsExactly("16", "16");
  }

  @Test
  void bounded_disorder_is_taken_off_the_highest_timestamp() {
    WatermarkGenerator<String> generator =
        generator(WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofMillis(10)));
    generator.onPeriodicEmit(watermarks);
    generator.onEvent("a", 100, watermarks);
    generator.onEvent("b", 90, watermarks);
    generator.onPeriodicEmit(watermarks);
    assertThat(output).containsExactly(String.valueOf(Long.MIN_VALUE), "89");
  }

  @Test
  void a_negative_bound_is_refused() {
    assertThatThrownBy(() -> new BoundedOutOfOrdernessWatermarks<>(Duration.ofMillis(-1)))
        .hasMessageContaining("must not be negative");
  }

  @Test
  void records_keep_their_timestamps_unless_there_is_an_assigner() {
    assertThat(assigner(WatermarkStrategy.<String>noWatermarks()).extractTimestamp("a", 5))
        .isEqualTo(5);
    assertThat(
            assigner(
                    WatermarkStrategy.<String>noWatermarks()
                        .withTimestampAssigner((word, timestamp) -> word.length() + timestamp))
                .extractTimestamp("abc", 5))
        .isEqualTo(8);
    assertThat(
            assigner(
                    WatermarkStrategy.<String>forMonotonousTimestamps()
                        .withTimestampAssigner(context -> (word, timestamp) -> -1))
                .extractTimestamp("abc", 5))
        .isEqualTo(-1);
  }

  @Test
  void the_order_of_the_changes_makes_no_difference() {
    WatermarkStrategy<String> strategy =
        WatermarkStrategy.<String>forMonotonousTimestamps()
            .withWatermarkAlignment("group", Duration.ofSeconds(1))
            .withIdleness(Duration.ofSeconds(5))
            .withTimestampAssigner((word, timestamp) -> 7);
    assertThat(strategy.getAlignmentParameters())
        .isEqualTo(new WatermarkAlignmentParams(1_000, "group", 1_000));
    assertThat(generator(strategy)).isInstanceOf(WatermarksWithIdleness.class);
    assertThat(assigner(strategy).extractTimestamp("a", 0)).isEqualTo(7);
  }

  @Test
  void a_generator_of_ones_own_may_emit_with_each_record() {
    WatermarkStrategy<Long> strategy =
        WatermarkStrategy.forGenerator(
            context ->
                new WatermarkGenerator<>() {
                  @Override
                  public void onEvent(Long event, long timestamp, WatermarkOutput out) {
                    out.emitWatermark(new Watermark(event));
                  }

                  @Override
                  public void onPeriodicEmit(WatermarkOutput out) {}
                });
    generator(strategy).onEvent(4L, 0, watermarks);
    assertThat(output).containsExactly("4");
  }

  @Test
  void a_strategy_of_ones_own_overrides_both_methods() {
    WatermarkStrategy<String> strategy =
        new WatermarkStrategy<>() {
          @Override
          public WatermarkGenerator<String> createWatermarkGenerator(
              WatermarkGeneratorSupplier.Context context) {
            return new AscendingTimestampsWatermarks<>();
          }

          @Override
          public TimestampAssigner<String> createTimestampAssigner(
              TimestampAssignerSupplier.Context context) {
            return (word, timestamp) -> word.length();
          }
        };
    assertThat(assigner(strategy).extractTimestamp("abc", 0)).isEqualTo(3);
    assertThat(generator(strategy)).isInstanceOf(AscendingTimestampsWatermarks.class);
  }

  @Test
  void a_stream_is_idle_after_the_timeout_and_says_so_once() {
    WatermarkGenerator<String> generator =
        generator(
            WatermarkStrategy.<String>forMonotonousTimestamps()
                .withIdleness(Duration.ofMillis(10)));
    generator.onEvent("a", 5, watermarks);
    generator.onPeriodicEmit(watermarks);
    generator.onPeriodicEmit(watermarks); // the time begins to count
    clock.millis = 10;
    generator.onPeriodicEmit(watermarks);
    assertThat(output).containsExactly("4", "4", "4");
    clock.millis = 11;
    generator.onPeriodicEmit(watermarks);
    generator.onPeriodicEmit(watermarks);
    assertThat(output).endsWith("4", "idle").hasSize(4);
    generator.onEvent("b", 9, watermarks);
    generator.onPeriodicEmit(watermarks);
    assertThat(output).endsWith("idle", "8");
  }

  @Test
  void a_stream_that_never_had_a_record_is_idle_too() {
    WatermarkGenerator<String> generator =
        generator(WatermarkStrategy.<String>noWatermarks().withIdleness(Duration.ofMillis(10)));
    generator.onPeriodicEmit(watermarks);
    clock.millis = 20;
    generator.onPeriodicEmit(watermarks);
    assertThat(output).containsExactly("idle");
  }

  @Test
  void bad_options_are_refused_with_what_was_expected() {
    WatermarkStrategy<String> strategy = WatermarkStrategy.noWatermarks();
    assertThatThrownBy(() -> strategy.withIdleness(Duration.ZERO))
        .hasMessageContaining("longer than 0");
    assertThatThrownBy(() -> strategy.withWatermarkAlignment(" ", Duration.ofSeconds(1)))
        .hasMessageContaining("needs a name");
    assertThatThrownBy(() -> strategy.withWatermarkAlignment("g", Duration.ofSeconds(-1)))
        .hasMessageContaining("must not be negative");
    assertThatThrownBy(
            () -> strategy.withWatermarkAlignment("g", Duration.ofSeconds(1), Duration.ZERO))
        .hasMessageContaining("at least 1 ms");
  }
}
