package dev.weir.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Collector;
import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RuntimeContext;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec.KeyedProcessSpec;
import dev.weir.api.state.AggregatingStateDescriptor;
import dev.weir.api.state.ListStateDescriptor;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.state.StateDescriptor;
import dev.weir.api.state.StateTtlConfig;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import dev.weir.state.AppendingState;
import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.State;
import dev.weir.state.ValueState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** State of functions that expires, by the clock of the subtask. */
final class StateTtlTest {

  private static final String MODES = "dev.weir.runtime.harness.HarnessMode#all";
  private static final KeyedBy<String, String> BY_KEY =
      new KeyedBy<>(command -> command.substring(0, 1), Types.STRING);

  /** The kinds of state. */
  private enum Kind {
    VALUE,
    LIST,
    MAP,
    REDUCING,
    AGGREGATING
  }

  private static final class Concat implements AggregateFunction<String, String, String> {
    @Override
    public String createAccumulator() {
      return "";
    }

    @Override
    public String add(String value, String accumulator) {
      return accumulator + value;
    }

    @Override
    public String getResult(String accumulator) {
      return accumulator;
    }

    @Override
    public String merge(String a, String b) {
      return a + b;
    }
  }

  /** Commands: {@code k+x} writes x under key k, {@code k?} emits what is there. */
  private static final class Commands extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;
    private final Kind kind;
    private final StateTtlConfig ttl;
    private transient State state;

    Commands(Kind kind, StateTtlConfig ttl) {
      this.kind = kind;
      this.ttl = ttl;
    }

    @Override
    public void open(OpenContext openContext) {
      RuntimeContext context = getRuntimeContext();
      state =
          switch (kind) {
            case VALUE -> context.getState(with(new ValueStateDescriptor<>("s", Types.STRING)));
            case LIST -> context.getListState(with(new ListStateDescriptor<>("s", Types.STRING)));
            case MAP ->
                context.getMapState(
                    with(new MapStateDescriptor<>("s", Types.STRING, Types.STRING)));
            case REDUCING ->
                context.getReducingState(
                    with(new ReducingStateDescriptor<>("s", (a, b) -> a + b, Types.STRING)));
            case AGGREGATING ->
                context.getAggregatingState(
                    with(new AggregatingStateDescriptor<>("s", new Concat(), Types.STRING)));
          };
    }

    private <D extends StateDescriptor<?, ?>> D with(D descriptor) {
      descriptor.enableTimeToLive(ttl);
      return descriptor;
    }

    @Override
    public void processElement(String command, Context ctx, Collector<String> out)
        throws Exception {
      if (command.charAt(1) == '?') {
        out.collect(read());
      } else {
        write(command.substring(2));
      }
    }

    @SuppressWarnings("unchecked") // the state was made of this kind
    private void write(String value) throws Exception {
      switch (kind) {
        case VALUE -> ((ValueState<String>) state).update(value);
        case MAP -> ((MapState<String, String>) state).put(value, value);
        default -> ((AppendingState<String, ?>) state).add(value);
      }
    }

    @SuppressWarnings("unchecked") // the state was made of this kind
    private String read() throws Exception {
      return switch (kind) {
        case VALUE -> String.valueOf(((ValueState<String>) state).value());
        case LIST -> all(((ListState<String>) state).get());
        case MAP -> all(((MapState<String, String>) state).keys());
        default -> String.valueOf(((AppendingState<String, ?>) state).get());
      };
    }

    private static String all(Iterable<String> values) {
      List<String> list = new ArrayList<>();
      values.forEach(list::add);
      return list.isEmpty() ? "null" : String.join("", list);
    }
  }

  private static Stream<Arguments> kinds() {
    return HarnessMode.all()
        .flatMap(mode -> Stream.of(Kind.values()).map(kind -> Arguments.of(kind, mode)));
  }

  private static OperatorHarness open(Kind kind, StateTtlConfig ttl, HarnessMode mode)
      throws Exception {
    return OperatorHarness.of(new KeyedProcessSpec<>(new Commands(kind, ttl), BY_KEY))
        .keyedBy(BY_KEY)
        .in(mode)
        .open();
  }

  private static void at(OperatorHarness harness, long time, String command) throws Exception {
    harness.setProcessingTime(time);
    harness.processElement(command, 0);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void exact_expiration_on_write(Kind kind, HarnessMode mode) throws Exception {
    StateTtlConfig ttl = StateTtlConfig.newBuilder(Duration.ofMillis(10)).build();
    try (OperatorHarness harness = open(kind, ttl, mode)) {
      at(harness, 5, "a+x");
      at(harness, 14, "a?");
      at(harness, 15, "a?");
      at(harness, 16, "a+y");
      at(harness, 25, "a?");
      at(harness, 26, "a?");
      assertThat(harness.values()).containsExactly("x", "null", "y", "null");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void exact_expiration_on_read(Kind kind, HarnessMode mode) throws Exception {
    StateTtlConfig ttl =
        StateTtlConfig.newBuilder(Duration.ofMillis(10)).updateTtlOnReadAndWrite().build();
    try (OperatorHarness harness = open(kind, ttl, mode)) {
      at(harness, 0, "a+x");
      at(harness, 9, "a?");
      at(harness, 18, "a?");
      at(harness, 28, "a?");
      assertThat(harness.values()).containsExactly("x", "x", "null");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void keys_expire_independently(Kind kind, HarnessMode mode) throws Exception {
    StateTtlConfig ttl = StateTtlConfig.newBuilder(Duration.ofMillis(10)).build();
    try (OperatorHarness harness = open(kind, ttl, mode)) {
      at(harness, 0, "a+x");
      at(harness, 5, "b+y");
      at(harness, 12, "a?");
      at(harness, 12, "b?");
      assertThat(harness.values()).containsExactly("null", "y");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void a_disabled_time_to_live_never_ends(Kind kind, HarnessMode mode) throws Exception {
    StateTtlConfig ttl =
        StateTtlConfig.newBuilder(Duration.ofMillis(10))
            .setUpdateType(StateTtlConfig.UpdateType.Disabled)
            .build();
    try (OperatorHarness harness = open(kind, ttl, mode)) {
      at(harness, 0, "a+x");
      at(harness, 1_000, "a?");
      assertThat(harness.values()).containsExactly("x");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void relax_expiration_shows_what_has_expired_once(HarnessMode mode) throws Exception {
    StateTtlConfig ttl =
        StateTtlConfig.newBuilder(Duration.ofMillis(10))
            .returnExpiredIfNotCleanedUp()
            .disableCleanupInBackground()
            .build();
    try (OperatorHarness harness = open(Kind.VALUE, ttl, mode)) {
      at(harness, 0, "a+x");
      at(harness, 50, "a?");
      at(harness, 50, "a?");
      assertThat(harness.values()).containsExactly("x", "null");
    }
  }

  @Test
  void incremental_cleanup_removes_what_nobody_reads() throws Exception {
    StateTtlConfig ttl =
        StateTtlConfig.newBuilder(Duration.ofMillis(10)).cleanupIncrementally(10, true).build();
    try (OperatorHarness harness = open(Kind.VALUE, ttl, new HarnessMode("heap", false))) {
      at(harness, 0, "a+x");
      at(harness, 0, "b+x");
      at(harness, 0, "c+x");
      at(harness, 50, "d+x");
      at(harness, 50, "d?");
      assertThat(harness.stateSize().entries()).isEqualTo(1);
    }
  }
}
