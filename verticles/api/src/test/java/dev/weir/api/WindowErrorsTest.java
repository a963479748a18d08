package dev.weir.api;

import static dev.weir.api.Graphs.environment;
import static dev.weir.api.Graphs.graphOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.functions.RichReduceFunction;
import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.api.graph.StreamNode;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.api.windowing.assigners.GlobalWindows;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.api.windowing.triggers.DeltaTrigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the graph holds of windows, and what is refused while it is built. */
final class WindowErrorsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final StreamExecutionEnvironment env = environment();

  private KeyedStream<Tuple2<String, Long>, String> words() {
    return env.fromData(Tuple2.of("a", 1L)).keyBy(word -> word.f0, Types.STRING);
  }

  private StreamNode window() {
    return graphOf(env).nodes().stream()
        .filter(node -> node.spec() instanceof WindowSpec)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_window_operator_bears_the_names_of_its_parts() {
    words().window(TumblingEventTimeWindows.of(SECOND)).sum(1).sinkTo(new DiscardingSink<>());

    assertThat(window().name())
        .isEqualTo("Window(TumblingEventTimeWindows(1000), EventTimeTrigger)");
    assertThat(window().outputType()).isEqualTo(Types.TUPLE(Types.STRING, Types.LONG));
  }

  @Test
  void windows_over_all_records_have_one_subtask() {
    env.fromData(1L, 2L).countWindowAll(2).reduce(Long::sum).sinkTo(new DiscardingSink<>());

    assertThat(window().parallelism()).isEqualTo(1);
    assertThat(window().name())
        .isEqualTo("WindowAll(GlobalWindows(), PurgingTrigger(CountTrigger(2)))");
  }

  @Test
  void the_parallelism_of_windows_over_all_records_cannot_be_raised() {
    SingleOutputStreamOperator<Long> sums =
        env.fromData(1L, 2L).countWindowAll(2).reduce(Long::sum);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sums.setParallelism(2))
        .withMessageContaining("found 2");
  }

  @Test
  void sessions_refuse_a_trigger_that_cannot_merge() {
    var sessions = words().window(EventTimeSessionWindows.withGap(SECOND));

    assertThatThrownBy(
            () ->
                sessions.trigger(
                    DeltaTrigger.of(1, (before, now) -> 0, Types.GENERIC(Object.class))))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("EventTimeSessionWindows(1000)")
        .hasMessageContaining("DeltaTrigger");
  }

  @Test
  void a_rich_reduce_function_is_refused() {
    RichReduceFunction<Tuple2<String, Long>> rich =
        new RichReduceFunction<>() {
          @Override
          public Tuple2<String, Long> reduce(
              Tuple2<String, Long> value1, Tuple2<String, Long> value2) {
            return value1;
          }
        };

    assertThatThrownBy(() -> words().window(GlobalWindows.create()).reduce(rich))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("must not be a rich function");
  }

  @Test
  void a_negative_lateness_is_refused() {
    var windows = words().window(TumblingEventTimeWindows.of(SECOND));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> windows.allowedLateness(Duration.ofMillis(-1)))
        .withMessageContaining("-0.001S");
  }

  @Test
  void windows_that_cannot_be_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TumblingEventTimeWindows.of(Duration.ZERO))
        .withMessageContaining("at least 1 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SlidingEventTimeWindows.of(SECOND, SECOND.dividedBy(2), SECOND))
        .withMessageContaining("less than 500 ms")
        .withMessageContaining("found 1000 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTimeSessionWindows.withGap(Duration.ZERO))
        .withMessageContaining("found PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CountTrigger.of(0))
        .withMessageContaining("found 0");
  }
}
