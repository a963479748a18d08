package dev.weir.runtime.time;

import static dev.weir.runtime.harness.Emitted.record;
import static dev.weir.runtime.harness.Emitted.watermark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.Collector;
import dev.weir.api.functions.CoProcessFunction;
import dev.weir.api.functions.KeyedBroadcastProcessFunction;
import dev.weir.api.functions.KeyedCoProcessFunction;
import dev.weir.api.functions.ProcessFunction;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.OperatorSpec.CoProcessSpec;
import dev.weir.api.graph.OperatorSpec.KeyedBroadcastProcessSpec;
import dev.weir.api.graph.OperatorSpec.KeyedCoProcessSpec;
import dev.weir.api.graph.OperatorSpec.ProcessSpec;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Timers of functions with two inputs, and of functions that know nothing of keys. */
class TwoInputTimersTest {

  private static final String MODES = "dev.weir.runtime.harness.HarnessMode#all";

  private static final KeyedBy<String, String> BY_WORD = new KeyedBy<>(word -> word, Types.STRING);

  private static final MapStateDescriptor<String, String> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);

  private static OperatorHarness twoKeyed(OperatorSpec spec, HarnessMode mode) throws Exception {
    return OperatorHarness.of(spec).keyedBy(BY_WORD).secondKeyedBy(BY_WORD).in(mode).open();
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void the_lower_watermark_of_two_inputs_fires_timers(HarnessMode mode) throws Exception {
    try (OperatorHarness harness =
        twoKeyed(new KeyedCoProcessSpec<>(new CoTimers(), BY_WORD, BY_WORD), mode)) {
      harness.processElement1("a", 10);
      harness.processElement2("b", 10);
      harness.processWatermark1(100);
      assertThat(harness.takeOutput()).isEmpty();
      harness.processWatermark2(15);
      assertThat(harness.takeOutput())
          .containsExactly(record("a EVENT_TIME 15", 15), watermark(15));
      harness.processWatermark2(40);
      assertThat(harness.takeOutput())
          .containsExactly(record("b EVENT_TIME 20", 20), watermark(40));
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void an_idle_input_holds_nobody_back(HarnessMode mode) throws Exception {
    try (OperatorHarness harness =
        twoKeyed(new KeyedCoProcessSpec<>(new CoTimers(), BY_WORD, BY_WORD), mode)) {
      harness.processElement1("a", 10);
      harness.processIdle(1, true);
      harness.processWatermark1(30);
      assertThat(harness.takeOutput())
          .containsExactly(record("a EVENT_TIME 15", 15), watermark(30));
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void timers_of_the_clock_fire_under_their_key(HarnessMode mode) throws Exception {
    try (OperatorHarness harness =
        twoKeyed(new KeyedCoProcessSpec<>(new CoTimers(), BY_WORD, BY_WORD), mode)) {
      harness.processElement1("clock", 10);
      harness.processElement2("b", 10);
      harness.setProcessingTime(1_000);
      assertThat(harness.takeOutput()).containsExactly(record("clock PROCESSING_TIME 15"));
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void functions_that_know_nothing_of_keys_have_timers_on_keyed_streams(HarnessMode mode)
      throws Exception {
    try (OperatorHarness harness =
        OperatorHarness.of(new ProcessSpec<>(new PlainTimers(), BY_WORD))
            .keyedBy(BY_WORD)
            .in(mode)
            .open()) {
      harness.processElement("a", 3);
      harness.processWatermark(20);
      assertThat(harness.takeOutput()).containsExactly(record("fired 8", 8), watermark(20));
    }
    try (OperatorHarness harness =
        twoKeyed(new CoProcessSpec<>(new PlainCoTimers(), BY_WORD, BY_WORD), mode)) {
      harness.processElement2("a", 3);
      harness.processWatermark(20);
      assertThat(harness.values()).containsExactly("fired 8");
    }
  }

  @Test
  void without_a_key_timers_are_refused_but_time_is_told() throws Exception {
    try (OperatorHarness harness =
        OperatorHarness.of(new ProcessSpec<>(new PlainTimers(), null)).open()) {
      assertThatThrownBy(() -> harness.processElement("a", 3))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("Setting timers is only supported on keyed streams");
      assertThatThrownBy(() -> harness.processElement("delete", 3))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("Deleting timers is only supported on keyed streams");
      harness.processWatermark(9);
      harness.processElement("watermark", 3);
      assertThat(harness.values()).containsExactly("watermark 9");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void timers_of_the_keyed_side_see_broadcast_state(HarnessMode mode) throws Exception {
    OperatorSpec spec =
        new KeyedBroadcastProcessSpec<>(new BroadcastTimers(), BY_WORD, List.of(RULES));
    try (OperatorHarness harness =
        OperatorHarness.of(spec).keyedBy(BY_WORD).twoInputs().in(mode).open()) {
      harness.processElement1("a", 10);
      harness.processElement2("rule", 1);
      harness.processWatermark(20);
      assertThat(harness.values()).containsExactly("broadcast at " + Long.MIN_VALUE, "a 15 rule");
      harness.processElement2("other", 1);
      assertThat(harness.values()).endsWith("broadcast at 20");
    }
  }

  private static final class CoTimers
      extends KeyedCoProcessFunction<String, String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement1(String word, Context ctx, Collector<String> out) {
      Long timestamp = ctx.timestamp();
      if (word.equals("clock") && timestamp != null) {
        ctx.timerService().registerProcessingTimeTimer(timestamp + 5);
      } else if (timestamp != null) {
        ctx.timerService().registerEventTimeTimer(timestamp + 5);
      }
    }

    @Override
    public void processElement2(String word, Context ctx, Collector<String> out) {
      ctx.timerService().registerEventTimeTimer(20);
    }

    @Override
    public void onTimer(long time, OnTimerContext ctx, Collector<String> out) {
      out.collect(ctx.getCurrentKey() + " " + ctx.timeDomain() + " " + time);
    }
  }

  private static final class PlainTimers extends ProcessFunction<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(String word, Context ctx, Collector<String> out) {
      switch (word) {
        case "delete" -> ctx.timerService().deleteEventTimeTimer(8);
        case "watermark" -> out.collect("watermark " + ctx.timerService().currentWatermark());
        default -> ctx.timerService().registerEventTimeTimer(8);
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext ctx, Collector<String> out) {
      out.collect("fired " + time);
    }
  }

  private static final class PlainCoTimers extends CoProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement1(String word, Context ctx, Collector<String> out) {}

    @Override
    public void processElement2(String word, Context ctx, Collector<String> out) {
      ctx.timerService().registerEventTimeTimer(8);
    }

    @Override
    public void onTimer(long time, OnTimerContext ctx, Collector<String> out) {
      out.collect("fired " + time);
    }
  }

  private static final class BroadcastTimers
      extends KeyedBroadcastProcessFunction<String, String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(String word, ReadOnlyContext ctx, Collector<String> out) {
      ctx.timerService().registerEventTimeTimer(15);
    }

    @Override
    public void processBroadcastElement(String rule, Context ctx, Collector<String> out)
        throws Exception {
      ctx.getBroadcastState(RULES).put("rule", rule);
      out.collect("broadcast at " + ctx.currentWatermark());
    }

    @Override
    public void onTimer(long time, OnTimerContext ctx, Collector<String> out) throws Exception {
      out.collect(
          ctx.getCurrentKey() + " " + time + " " + ctx.getBroadcastState(RULES).get("rule"));
    }
  }
}
