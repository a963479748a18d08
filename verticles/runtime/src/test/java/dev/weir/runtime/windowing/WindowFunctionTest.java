package dev.weir.runtime.windowing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.Collector;
import dev.weir.api.DataStream;
import dev.weir.api.KeyedStream;
import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.ProcessAllWindowFunction;
import dev.weir.api.functions.ProcessWindowFunction;
import dev.weir.api.functions.RichWindowFunction;
import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import dev.weir.state.ReducingState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What functions of windows are told, and what state they have. */
final class WindowFunctionTest {

  private static final HarnessMode PLAIN = new HarnessMode("heap", false);

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  /** Counts its firings in the state of the window and in that of the key. */
  private static final class Firings
      extends ProcessWindowFunction<Reading, String, String, TimeWindow> {

    private final ReducingStateDescriptor<Long> firings =
        new ReducingStateDescriptor<>("firings", Long::sum, Types.LONG);

    @Override
    public void process(
        String key, Context context, Iterable<Reading> elements, Collector<String> out)
        throws Exception {
      ReducingState<Long> ofWindow = context.windowState().getReducingState(firings);
      ReducingState<Long> ofKey = context.globalState().getReducingState(firings);
      ofWindow.add(1L);
      ofKey.add(1L);
      context.output(WindowScenario.SIDE, WindowConfig.name(context.window()));
      out.collect(ofWindow.get() + " of " + ofKey.get() + " at " + context.currentWatermark());
    }

    @Override
    public void clear(Context context) {
      context.windowState().getReducingState(firings).clear();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_process_function_has_state_per_window_and_per_key(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .allowedLateness(ms(2))
                    .process(new Firings()))) {
      windows.record(1, 1).watermark(2).emits("1 of 1 at 2@2").record(1, 2);
      windows.emits("2 of 2 at 2@2").record(4, 3).watermark(5).emits("1 of 3 at 5@5");
      windows.side("[0,3)@2", "[0,3)@2", "[3,6)@5");
      assertThat(windows.watermark(7).harness().stateSize().entries()).isNotZero();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void the_state_of_a_window_is_cleared_by_its_function_when_it_is_cleaned_up(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(SlidingEventTimeWindows.of(ms(4), ms(2)))
                    .reduce(WindowConfig::add, new OnlyWindowState()))) {
      windows.record(2, 1).watermark(3).emits("1@3").watermark(5).emits("1@5").holdsNothing();
    }
  }

  /** Counts its firings in the state of the window alone. */
  private static final class OnlyWindowState
      extends ProcessWindowFunction<Reading, String, String, TimeWindow> {

    private final ReducingStateDescriptor<Long> firings =
        new ReducingStateDescriptor<>("firings", Long::sum, Types.LONG);

    @Override
    public void process(
        String key, Context context, Iterable<Reading> elements, Collector<String> out)
        throws Exception {
      context.windowState().getReducingState(firings).add(1L);
      out.collect(String.valueOf(context.windowState().getReducingState(firings).get()));
    }

    @Override
    public void clear(Context context) {
      context.windowState().getReducingState(firings).clear();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void the_state_of_a_window_is_not_available_where_windows_merge(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode, in -> in.window(EventTimeSessionWindows.withGap(ms(3))).process(new Firings()))) {
      windows.record(0, 1);
      assertThatThrownBy(() -> windows.watermark(2))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("globalState()");
    }
  }

  /** Says what happens to it. */
  private static final class Rich extends RichWindowFunction<String, String, String, TimeWindow> {

    private boolean open;

    @Override
    public void open(OpenContext openContext) {
      open = true;
    }

    @Override
    public void apply(
        String key, TimeWindow window, Iterable<String> input, Collector<String> out) {
      input.forEach(
          result ->
              out.collect(key + result + open + getRuntimeContext().getTaskInfo().getTaskName()));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_rich_window_function_is_opened_and_gets_the_result_of_the_aggregate(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3))).aggregate(new Tally(), new Rich()))) {
      windows.record(0, 1, 2).watermark(2).emits("a2:3trueoperator@2");
    }
  }

  private static final class All extends ProcessAllWindowFunction<Reading, String, TimeWindow> {
    @Override
    public void process(Context context, Iterable<Reading> elements, Collector<String> out) {
      List<String> all = new ArrayList<>();
      elements.forEach(reading -> all.add(reading.key() + reading.value()));
      out.collect(WindowConfig.name(context.window()) + all);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void windows_over_all_records_know_no_keys(HarnessMode mode) throws Exception {
    try (OperatorHarness harness =
        WindowedProgram.open(
            mode,
            WindowedProgram.specOfAll(
                in -> in.windowAll(TumblingEventTimeWindows.of(ms(3))).process(new All())))) {
      harness.processElement(Reading.of("a", 1), 0);
      harness.processElement(Reading.of("b", 2), 1);
      harness.processWatermark(2);
      assertThat(WindowedProgram.taken(harness)).containsExactly("[0,3)[a1, b2]@2");
    }
  }

  /** A list as accumulator and as result, and a merge that was never written. */
  private static final class Collects
      implements AggregateFunction<Reading, List<Long>, List<Long>> {

    @Override
    public List<Long> createAccumulator() {
      return new ArrayList<>();
    }

    @Override
    public List<Long> add(Reading value, List<Long> accumulator) {
      accumulator.add(value.value());
      return accumulator;
    }

    @Override
    public List<Long> getResult(List<Long> accumulator) {
      return accumulator;
    }

    @Override
    public List<Long> merge(List<Long> a, List<Long> b) {
      throw new UnsupportedOperationException("never merged");
    }
  }

  private static DataStream<?> lists(KeyedStream<Reading, String> in, boolean sliding) {
    return in.window(
            sliding ? SlidingEventTimeWindows.of(ms(4), ms(2)) : TumblingEventTimeWindows.of(ms(4)))
        .allowedLateness(ms(9))
        .aggregate(new Collects(), Types.LIST(Types.LONG), Types.LIST(Types.LONG));
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void an_emitted_result_does_not_change_when_the_accumulator_does(HarnessMode mode)
      throws Exception {
    try (OperatorHarness harness = WindowedProgram.open(mode, in -> lists(in, false))) {
      harness.processElement(Reading.of("a", 1), 0);
      harness.processWatermark(3);
      harness.processElement(Reading.of("a", 2), 0);
      assertThat(harness.values()).containsExactly(List.of(1L), List.of(1L, 2L));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void an_aggregate_without_merge_works_in_sliding_windows(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = WindowedProgram.open(mode, in -> lists(in, true))) {
      assertThat(harness.operator()).isInstanceOf(WindowOperator.class);
      harness.processElement(Reading.of("a", 1), 1);
      harness.processElement(Reading.of("a", 2), 2);
      harness.processWatermark(5);
      assertThat(harness.values()).containsExactly(List.of(1L), List.of(1L, 2L), List.of(2L));
    }
  }

  @Test
  void windows_are_sliced_where_that_makes_no_difference() throws Exception {
    assertThat(sliced(in -> in.window(TumblingEventTimeWindows.of(ms(4))).sum("value"))).isTrue();
    assertThat(
            sliced(
                in -> in.window(SlidingEventTimeWindows.of(ms(4), ms(2))).aggregate(new Tally())))
        .isTrue();
    assertThat(
            sliced(
                in ->
                    in.window(SlidingEventTimeWindows.of(ms(4), ms(2))).reduce(WindowConfig::add)))
        .isFalse();
    assertThat(
            sliced(in -> in.window(TumblingEventTimeWindows.of(ms(4))).process(new Contents<>())))
        .isFalse();
  }

  private static boolean sliced(Function<KeyedStream<Reading, String>, DataStream<?>> program)
      throws Exception {
    try (OperatorHarness harness = WindowedProgram.open(PLAIN, program)) {
      return harness.operator() instanceof SlicedWindowOperator;
    }
  }
}
