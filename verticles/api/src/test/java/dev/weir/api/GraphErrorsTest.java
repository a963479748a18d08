package dev.weir.api;

import static dev.weir.api.Graphs.environment;
import static dev.weir.api.Graphs.graphOf;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.functions.BroadcastProcessFunction;
import dev.weir.api.functions.KeyedCoProcessFunction;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.InvalidTypesException;
import dev.weir.api.types.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A graph that cannot run is refused, with the name of what is wrong. */
class GraphErrorsTest {

  private final StreamExecutionEnvironment env = environment();

  @Test
  void a_job_without_operators_is_refused() {
    env.fromSequence(1, 2);

    assertThatIllegalStateException()
        .isThrownBy(() -> graphOf(env))
        .withMessageContaining("No operators are defined")
        .withMessageContaining("end it in a sink");
  }

  @Test
  void a_missing_runtime_is_named() {
    env.fromSequence(1, 2).print();

    assertThatIllegalStateException()
        .isThrownBy(env::execute)
        .withMessageContaining("weir-runtime");
  }

  @Test
  void a_uid_given_twice_names_both_operators() {
    env.fromSequence(1, 2)
        .filter(n -> true)
        .name("a")
        .uid("x")
        .filter(n -> true)
        .name("b")
        .uid("x");

    assertThatIllegalStateException()
        .isThrownBy(() -> graphOf(env))
        .withMessageContaining("'x'")
        .withMessageContaining("'a' and 'b'");
  }

  @Test
  void forward_between_unequal_parallelism_names_both_sides() {
    env.fromSequence(1, 2).forward().filter(n -> true).name("slow").setParallelism(3);

    assertThatIllegalStateException()
        .isThrownBy(() -> graphOf(env))
        .withMessageContaining("2 of 'Source: Sequence Source'")
        .withMessageContaining("3 of 'slow'");
  }

  @Test
  void more_parallelism_than_key_groups_is_refused() {
    env.fromSequence(1, 2).filter(n -> true).name("wide").setParallelism(8).setMaxParallelism(4);

    assertThatIllegalStateException()
        .isThrownBy(() -> graphOf(env))
        .withMessageContaining("'wide' is 8, more than its maximum parallelism 4");
  }

  @Test
  void parallelism_out_of_bounds_is_refused_at_once() {
    DataStreamSource<Long> source = env.fromSequence(1, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.setParallelism(0))
        .withMessageContaining("'Source: Sequence Source' must be from 1 to 32768, found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> env.setMaxParallelism(40_000))
        .withMessageContaining("found 40000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> env.fromElements(1).setParallelism(2))
        .withMessageContaining("can only have parallelism 1, found 2");
  }

  @Test
  void a_lambda_whose_type_is_not_known_asks_for_returns() {
    env.fromSequence(1, 2).map(n -> Tuple2.of(n, "x")).print();

    assertThatThrownBy(() -> graphOf(env))
        .isInstanceOf(InvalidTypesException.class)
        .hasMessageContaining("returns(");
  }

  @Test
  void returns_makes_up_for_it() {
    env.fromSequence(1, 2)
        .map(n -> Tuple2.of(n, "x"))
        .returns(Types.TUPLE(Types.LONG, Types.STRING))
        .print();

    org.assertj.core.api.Assertions.assertThat(graphOf(env).nodes()).hasSize(3);
  }

  @Test
  void a_key_needs_equals() {
    assertThatThrownBy(() -> env.fromSequence(1, 2).keyBy(n -> new int[] {1}))
        .isInstanceOf(InvalidTypesException.class)
        .hasMessageContaining("cannot be a key");
  }

  @Test
  void a_sum_needs_a_number() {
    KeyedStream<Tuple2<String, Long>, String> keyed =
        env.fromData(Tuple2.of("a", 1L)).keyBy(t -> t.f0, Types.STRING);

    assertThatThrownBy(() -> keyed.sum(0))
        .isInstanceOf(InvalidTypesException.class)
        .hasMessageContaining("sum needs a field of type long");
    assertThatThrownBy(() -> keyed.sum(2)).isInstanceOf(InvalidTypesException.class);
    assertThatThrownBy(() -> keyed.sum("f7")).isInstanceOf(InvalidTypesException.class);
  }

  @Test
  void a_union_needs_one_type() {
    DataStream<Number> numbers = env.fromData(List.<Number>of(1L), Types.GENERIC(Number.class));
    DataStream<Number> others =
        env.fromData(List.<Number>of(1L), Types.GENERIC(Number.class))
            .map(n -> n)
            .returns(Types.GENERIC(Number.class));
    numbers.union(others);

    assertThatThrownBy(() -> raw(numbers).union(raw(env.fromSequence(1, 2))))
        .hasMessageContaining("union needs streams of one type");
  }

  @SuppressWarnings("unchecked") // what a program with raw types does
  private static DataStream<Object> raw(DataStream<?> stream) {
    return (DataStream<Object>) stream;
  }

  @Test
  void streams_of_two_environments_do_not_meet() {
    DataStream<Long> here = env.fromSequence(1, 2);
    DataStream<Long> there = environment().fromSequence(1, 2);

    assertThatIllegalArgumentException().isThrownBy(() -> here.union(there));
    assertThatIllegalArgumentException().isThrownBy(() -> here.connect(there));
  }

  @Test
  void keyed_functions_need_keys_and_plain_ones_none() {
    DataStream<Long> numbers = env.fromSequence(1, 2);
    BroadcastStream<Long> rules =
        numbers.broadcast(new MapStateDescriptor<>("r", Types.LONG, Types.LONG));

    assertThatIllegalStateException()
        .isThrownBy(() -> numbers.connect(numbers).process(new KeyedCo()))
        .withMessageContaining("needs two keyed streams");
    assertThatIllegalStateException()
        .isThrownBy(
            () -> numbers.keyBy(n -> n, Types.LONG).connect(rules).process(new Broadcasting()))
        .withMessageContaining("KeyedBroadcastProcessFunction");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbers.broadcast(new MapStateDescriptor<?, ?>[0]))
        .withMessageContaining("at least one descriptor");
  }

  @Test
  void keys_of_connected_streams_must_be_of_one_type() {
    DataStream<Long> numbers = env.fromSequence(1, 2);
    ConnectedStreams<Long, Long> connected =
        numbers.keyBy(n -> n, Types.LONG).connect(numbers.keyBy(String::valueOf, Types.STRING));

    assertThatThrownBy(() -> connected.process(new KeyedCo()))
        .hasMessageContaining("one type of key for both streams");
  }

  @Test
  void empty_collections_and_wrong_elements_are_named() {
    assertThatIllegalArgumentException().isThrownBy(() -> env.fromData(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> env.fromElements("a", null))
        .withMessageContaining("Element 1")
        .withMessageContaining("found null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> env.<Object>fromElements("a", 1))
        .withMessageContaining("Element 1")
        .withMessageContaining("java.lang.Integer");
  }

  private static final class KeyedCo extends KeyedCoProcessFunction<Long, Long, Long, Long> {
    @Override
    public void processElement1(Long value, Context ctx, Collector<Long> out) {
      out.collect(value);
    }

    @Override
    public void processElement2(Long value, Context ctx, Collector<Long> out) {
      out.collect(value);
    }
  }

  private static final class Broadcasting extends BroadcastProcessFunction<Long, Long, Long> {
    @Override
    public void processElement(Long value, ReadOnlyContext ctx, Collector<Long> out) {
      out.collect(value);
    }

    @Override
    public void processBroadcastElement(Long value, Context ctx, Collector<Long> out) {
      out.collect(value);
    }
  }
}
