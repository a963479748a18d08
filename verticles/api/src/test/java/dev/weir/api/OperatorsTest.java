package dev.weir.api;

import static dev.weir.api.Graphs.environment;
import static dev.weir.api.Graphs.graphOf;
import static dev.weir.api.Graphs.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.functions.BroadcastProcessFunction;
import dev.weir.api.functions.CoFlatMapFunction;
import dev.weir.api.functions.CoMapFunction;
import dev.weir.api.functions.CoProcessFunction;
import dev.weir.api.functions.FlatMapFunction;
import dev.weir.api.functions.KeyedBroadcastProcessFunction;
import dev.weir.api.functions.KeyedCoProcessFunction;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.MapFunction;
import dev.weir.api.functions.ProcessFunction;
import dev.weir.api.graph.AggregationKind;
import dev.weir.api.graph.OperatorSpec.BroadcastProcessSpec;
import dev.weir.api.graph.OperatorSpec.CoFlatMapSpec;
import dev.weir.api.graph.OperatorSpec.CoMapSpec;
import dev.weir.api.graph.OperatorSpec.CoProcessSpec;
import dev.weir.api.graph.OperatorSpec.FilterSpec;
import dev.weir.api.graph.OperatorSpec.FlatMapSpec;
import dev.weir.api.graph.OperatorSpec.KeyedBroadcastProcessSpec;
import dev.weir.api.graph.OperatorSpec.KeyedCoProcessSpec;
import dev.weir.api.graph.OperatorSpec.KeyedProcessSpec;
import dev.weir.api.graph.OperatorSpec.KeyedReduceSpec;
import dev.weir.api.graph.OperatorSpec.MapSpec;
import dev.weir.api.graph.OperatorSpec.ProcessSpec;
import dev.weir.api.graph.OperatorSpec.SinkSpec;
import dev.weir.api.graph.OperatorSpec.SourceSpec;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.StreamEdge;
import dev.weir.api.graph.StreamNode;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.sink.PrintSink;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.Types;
import org.junit.jupiter.api.Test;

/** Every method of a stream makes the node that it should. */
class OperatorsTest {

  private final StreamExecutionEnvironment env = environment();

  @Test
  void the_program_of_the_documentation_becomes_source_map_and_sink() {
    env.fromElements("hello", "world", "weir")
        .map(
            new MapFunction<String, String>() {
              @Override
              public String map(String value) {
                return value.toUpperCase(java.util.Locale.ROOT);
              }
            })
        .print();

    assertThat(graphOf(env).nodes())
        .extracting(StreamNode::name)
        .containsExactly("Source: Collection Source", "Map", "Sink: Print to Std. Out");
    assertThat(node(env, "Source: Collection Source").parallelism()).isEqualTo(1);
    assertThat(node(env, "Map").parallelism()).isEqualTo(2);
    assertThat(node(env, "Map").outputType()).isEqualTo(Types.STRING);
    assertThat(node(env, "Map").spec()).isInstanceOf(MapSpec.class);
    assertThat(node(env, "Sink: Print to Std. Out").spec())
        .isInstanceOfSatisfying(
            SinkSpec.class, spec -> assertThat(spec.sink()).isInstanceOf(PrintSink.class));
    assertThat(node(env, "Sink: Print to Std. Out").outputType()).isNull();
  }

  @Test
  void map_flat_map_filter_and_process_without_keys_have_no_key() {
    DataStream<Long> numbers = env.fromSequence(1, 10);
    numbers.map(new Twice());
    numbers.flatMap(new Echo());
    numbers.filter(n -> n > 3);
    numbers.process(new Forwarding());

    assertThat(((MapSpec<?, ?>) node(env, "Map").spec()).keyedBy()).isNull();
    assertThat(((FlatMapSpec<?, ?>) node(env, "Flat Map").spec()).keyedBy()).isNull();
    assertThat(((FilterSpec<?>) node(env, "Filter").spec()).keyedBy()).isNull();
    assertThat(((ProcessSpec<?, ?>) node(env, "Process").spec()).keyedBy()).isNull();
    assertThat(node(env, "Filter").outputType()).isEqualTo(Types.LONG);
    assertThat(node(env, "Process").outputType()).isEqualTo(Types.STRING);
  }

  @Test
  void the_same_methods_on_a_keyed_stream_carry_the_key() {
    KeyedStream<Long, String> keyed = env.fromSequence(1, 10).keyBy(n -> "k" + n, Types.STRING);
    keyed.map(new Twice());
    keyed.flatMap(new Echo());
    keyed.filter(n -> n > 3);
    keyed.process(new Forwarding());

    assertThat(((MapSpec<?, ?>) node(env, "Map").spec()).keyedBy().keyType())
        .isEqualTo(Types.STRING);
    assertThat(((FlatMapSpec<?, ?>) node(env, "Flat Map").spec()).keyedBy()).isNotNull();
    assertThat(((FilterSpec<?>) node(env, "Filter").spec()).keyedBy()).isNotNull();
    assertThat(((ProcessSpec<?, ?>) node(env, "Process").spec()).keyedBy()).isNotNull();
    assertThat(Graphs.partitioning(env, "Map")).isInstanceOf(Partitioning.Hash.class);
  }

  @Test
  void keyed_process_and_reduce_know_key_and_type() {
    KeyedStream<Long, Long> keyed = env.fromSequence(1, 10).keyBy(n -> n % 3, Types.LONG);
    keyed.process(new KeyedForwarding());
    keyed.reduce(Long::sum);

    assertThat(((KeyedProcessSpec<?, ?, ?>) node(env, "KeyedProcess").spec()).keyedBy().keyType())
        .isEqualTo(Types.LONG);
    assertThat(node(env, "KeyedProcess").outputType()).isEqualTo(Types.STRING);
    KeyedReduceSpec<?, ?> reduce = (KeyedReduceSpec<?, ?>) node(env, "Keyed Reduce").spec();
    assertThat(reduce.aggregation()).isNull();
    assertThat(reduce.type()).isEqualTo(Types.LONG);
  }

  @Test
  void sum_of_a_long_field_is_recognisable_as_such() {
    env.fromData(Tuple2.of("a", 1L)).keyBy(t -> t.f0, Types.STRING).sum(1);

    KeyedReduceSpec<?, ?> spec = (KeyedReduceSpec<?, ?>) node(env, "Keyed Aggregation").spec();
    assertThat(spec.aggregation().kind()).isEqualTo(AggregationKind.SUM);
    assertThat(spec.aggregation().field().getFieldType()).isEqualTo(Types.LONG);
  }

  @Test
  void connected_streams_feed_input_0_and_1() {
    DataStream<Long> numbers = env.fromSequence(1, 10);
    DataStream<String> texts = env.fromElements("a", "b");
    numbers.connect(texts).map(new CoText());
    numbers.connect(texts).flatMap(new CoEcho());
    numbers.connect(texts).process(new CoProcess());

    StreamNode coMap = node(env, "Co-Map");
    assertThat(coMap.inputs()).extracting(StreamEdge::inputIndex).containsExactly(0, 1);
    assertThat(coMap.inputs()).extracting(StreamEdge::sourceNode).containsExactly(1, 2);
    assertThat(((CoMapSpec<?, ?, ?>) coMap.spec()).keyedBy1()).isNull();
    assertThat(node(env, "Co-Flat Map").spec()).isInstanceOf(CoFlatMapSpec.class);
    assertThat(node(env, "Co-Process").spec()).isInstanceOf(CoProcessSpec.class);
  }

  @Test
  void connected_keyed_streams_share_their_keys() {
    ConnectedStreams<Long, String> keyed =
        env.fromSequence(1, 10)
            .connect(env.fromElements("a", "b"))
            .keyBy(String::valueOf, text -> text, Types.STRING);
    keyed.process(new KeyedCo());
    keyed.map(new CoText());

    KeyedCoProcessSpec<?, ?, ?, ?> spec =
        (KeyedCoProcessSpec<?, ?, ?, ?>) node(env, "Co-Keyed-Process").spec();
    assertThat(spec.keyedBy1().keyType()).isEqualTo(Types.STRING);
    assertThat(spec.keyedBy2().keyType()).isEqualTo(Types.STRING);
    assertThat(((CoMapSpec<?, ?, ?>) node(env, "Co-Map").spec()).keyedBy2()).isNotNull();
    assertThat(node(env, "Co-Keyed-Process").inputs())
        .allSatisfy(edge -> assertThat(edge.partitioning()).isInstanceOf(Partitioning.Hash.class));
  }

  @Test
  void broadcast_streams_bring_their_descriptors() {
    MapStateDescriptor<String, String> rules =
        new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);
    DataStream<Long> numbers = env.fromSequence(1, 10);
    BroadcastStream<String> broadcast = env.fromElements("rule").broadcast(rules);
    numbers.connect(broadcast).process(new Broadcasting());
    numbers.keyBy(n -> n, Types.LONG).connect(broadcast).process(new KeyedBroadcasting());

    StreamNode plain = node(env, "Co-Process-Broadcast");
    assertThat(((BroadcastProcessSpec<?, ?, ?>) plain.spec()).broadcastState())
        .containsExactly(rules);
    assertThat(plain.inputs().get(1).partitioning()).isEqualTo(new Partitioning.Broadcast());
    StreamNode keyed = node(env, "Co-Process-Broadcast-Keyed");
    assertThat(((KeyedBroadcastProcessSpec<?, ?, ?, ?>) keyed.spec()).keyedBy().keyType())
        .isEqualTo(Types.LONG);
    assertThat(keyed.inputs().get(0).partitioning()).isInstanceOf(Partitioning.Hash.class);
  }

  @Test
  void a_union_is_several_edges_into_one_input() {
    DataStream<Long> one = env.fromSequence(1, 10);
    DataStream<Long> two = env.fromSequence(11, 20);
    one.union(two).union(env.fromSequence(21, 30)).filter(n -> true);

    assertThat(node(env, "Filter").inputs())
        .extracting(StreamEdge::sourceNode, StreamEdge::inputIndex)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 0),
            org.assertj.core.groups.Tuple.tuple(2, 0),
            org.assertj.core.groups.Tuple.tuple(3, 0));
  }

  @Test
  void a_side_output_is_an_edge_with_its_tag() {
    OutputTag<String> late = new OutputTag<>("late") {};
    SingleOutputStreamOperator<String> main = env.fromSequence(1, 10).process(new Forwarding());
    main.getSideOutput(late).sinkTo(new DiscardingSink<>());
    main.sinkTo(new DiscardingSink<>()).name("main");

    assertThat(node(env, "Sink: Writer").inputs().get(0).sideOutput()).isEqualTo(late);
    assertThat(node(env, "main").inputs().get(0).sideOutput()).isNull();
    assertThat(main.getSideOutput(late).getType()).isEqualTo(Types.STRING);
  }

  @Test
  void sources_that_nobody_reads_are_left_out() {
    env.fromSequence(1, 2);
    env.fromElements("a").print();

    assertThat(graphOf(env).nodes()).hasSize(2);
    assertThat(graphOf(env).nodes().get(0).spec()).isInstanceOf(SourceSpec.class);
  }

  private static final class Twice implements MapFunction<Long, Long> {
    @Override
    public Long map(Long value) {
      return 2 * value;
    }
  }

  private static final class Echo implements FlatMapFunction<Long, Long> {
    @Override
    public void flatMap(Long value, Collector<Long> out) {
      out.collect(value);
    }
  }

  private static final class Forwarding extends ProcessFunction<Long, String> {
    @Override
    public void processElement(Long value, Context ctx, Collector<String> out) {
      out.collect(value.toString());
    }
  }

  private static final class KeyedForwarding extends KeyedProcessFunction<Long, Long, String> {
    @Override
    public void processElement(Long value, Context ctx, Collector<String> out) {
      out.collect(ctx.getCurrentKey() + ":" + value);
    }
  }

  private static final class CoText implements CoMapFunction<Long, String, String> {
    @Override
    public String map1(Long value) {
      return value.toString();
    }

    @Override
    public String map2(String value) {
      return value;
    }
  }

  private static final class CoEcho implements CoFlatMapFunction<Long, String, String> {
    @Override
    public void flatMap1(Long value, Collector<String> out) {
      out.collect(value.toString());
    }

    @Override
    public void flatMap2(String value, Collector<String> out) {
      out.collect(value);
    }
  }

  private static final class CoProcess extends CoProcessFunction<Long, String, String> {
    @Override
    public void processElement1(Long value, Context ctx, Collector<String> out) {
      out.collect(value.toString());
    }

    @Override
    public void processElement2(String value, Context ctx, Collector<String> out) {
      out.collect(value);
    }
  }

  private static final class KeyedCo extends KeyedCoProcessFunction<String, Long, String, String> {
    @Override
    public void processElement1(Long value, Context ctx, Collector<String> out) {
      out.collect(ctx.getCurrentKey());
    }

    @Override
    public void processElement2(String value, Context ctx, Collector<String> out) {
      out.collect(ctx.getCurrentKey());
    }
  }

  private static final class Broadcasting extends BroadcastProcessFunction<Long, String, String> {
    @Override
    public void processElement(Long value, ReadOnlyContext ctx, Collector<String> out) {
      out.collect(value.toString());
    }

    @Override
    public void processBroadcastElement(String value, Context ctx, Collector<String> out) {
      out.collect(value);
    }
  }

  private static final class KeyedBroadcasting
      extends KeyedBroadcastProcessFunction<Long, Long, String, String> {
    @Override
    public void processElement(Long value, ReadOnlyContext ctx, Collector<String> out) {
      out.collect(value.toString());
    }

    @Override
    public void processBroadcastElement(String value, Context ctx, Collector<String> out) {
      out.collect(value);
    }
  }
}
