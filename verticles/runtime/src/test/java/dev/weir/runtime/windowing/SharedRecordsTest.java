package dev.weir.runtime.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.evictors.CountEvictor;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.runtime.harness.HarnessMode;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions that change the first of their arguments, and records that several windows hold. */
final class SharedRecordsTest {

  private static final String MODES = "dev.weir.runtime.harness.HarnessMode#all";

  private static Tuple2<String, Long> addTo(Tuple2<String, Long> sum, Tuple2<String, Long> more) {
    sum.f1 += more.f1;
    return sum;
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_reduction_after_eviction_leaves_the_records_of_other_windows_alone(HarnessMode mode)
      throws Exception {
    var spec =
        WindowedProgram.specOfAll(
            readings ->
                readings
                    .map(reading -> Tuple2.of(reading.key(), reading.value()))
                    .returns(Types.TUPLE(Types.STRING, Types.LONG))
                    .keyBy(tuple -> tuple.f0, Types.STRING)
                    .window(SlidingEventTimeWindows.of(Duration.ofMillis(4), Duration.ofMillis(2)))
                    .evictor(CountEvictor.of(9))
                    .reduce(SharedRecordsTest::addTo));
    try (var harness = WindowedProgram.open(mode, spec)) {
      harness.processElement(Tuple2.of("a", 1L), 2);
      harness.processElement(Tuple2.of("a", 2L), 3);
      harness.processWatermark(3);
      assertThat(WindowedProgram.taken(harness)).containsExactly("(a,3)@3");
      harness.processWatermark(5);
      assertThat(WindowedProgram.taken(harness)).containsExactly("(a,3)@5");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_window_that_fires_twice_reduces_the_same_records_after_eviction(HarnessMode mode)
      throws Exception {
    var spec =
        WindowedProgram.specOfAll(
            readings ->
                readings
                    .map(reading -> Tuple2.of(reading.key(), reading.value()))
                    .returns(Types.TUPLE(Types.STRING, Types.LONG))
                    .keyBy(tuple -> tuple.f0, Types.STRING)
                    .window(TumblingEventTimeWindows.of(Duration.ofMillis(4)))
                    .trigger(CountTrigger.of(1))
                    .evictor(CountEvictor.of(9))
                    .reduce(SharedRecordsTest::addTo));
    try (var harness = WindowedProgram.open(mode, spec)) {
      harness.processElement(Tuple2.of("a", 1L), 0);
      harness.processElement(Tuple2.of("a", 2L), 1);
      harness.processElement(Tuple2.of("a", 4L), 2);
      assertThat(WindowedProgram.taken(harness)).containsExactly("(a,1)@3", "(a,3)@3", "(a,7)@3");
    }
  }
}
