package dev.weir.runtime.joins;

import dev.weir.api.Collector;
import dev.weir.api.DataStream;
import dev.weir.api.IntervalJoined;
import dev.weir.api.KeyedStream;
import dev.weir.api.OutputTag;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.ProcessJoinFunction;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.OperatorSpec.IntervalJoinSpec;
import dev.weir.api.graph.StreamNode;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.types.Types;
import dev.weir.config.Configuration;
import dev.weir.runtime.harness.Emitted;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Takes operators that join out of programs. Records are texts, keyed by their first letter. */
final class JoinPrograms {

  static final OutputTag<String> LEFT_LATE = new OutputTag<>("left-late", Types.STRING);
  static final OutputTag<String> RIGHT_LATE = new OutputTag<>("right-late", Types.STRING);
  static final OutputTag<String> SIDE = new OutputTag<>("side", Types.STRING);

  private JoinPrograms() {}

  /** Says what is joined, and when: {@code a1+a2 1/2/2}. */
  static final class Describe extends ProcessJoinFunction<String, String, String> {
    @Override
    public void processElement(String left, String right, Context ctx, Collector<String> out) {
      out.collect(left + "+" + right);
      ctx.output(
          SIDE, ctx.getLeftTimestamp() + "/" + ctx.getRightTimestamp() + "/" + ctx.getTimestamp());
    }
  }

  static String keyOf(String record) {
    return record.substring(0, 1);
  }

  static <S extends OperatorSpec> S find(
      Class<S> kind, BiFunction<DataStream<String>, DataStream<String>, DataStream<?>> program) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(Configuration.defaults());
    end(program.apply(env.fromData("a1"), env.fromData("a2")));
    return env.getStreamGraph("join").nodes().stream()
        .map(StreamNode::spec)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private static <T> void end(DataStream<T> stream) {
    stream.sinkTo(new DiscardingSink<>());
  }

  private static KeyedStream<String, String> keyed(DataStream<String> stream) {
    return stream.keyBy(JoinPrograms::keyOf, Types.STRING);
  }

  static OperatorHarness intervalJoin(
      HarnessMode mode,
      long lower,
      long upper,
      UnaryOperator<IntervalJoined<String, String, String>> more)
      throws Exception {
    IntervalJoinSpec<?, ?, ?, ?> spec =
        find(
            IntervalJoinSpec.class,
            (left, right) ->
                more.apply(
                        keyed(left)
                            .intervalJoin(keyed(right))
                            .between(Duration.ofMillis(lower), Duration.ofMillis(upper)))
                    .process(new Describe(), Types.STRING));
    return OperatorHarness.of(spec)
        .keyedBy(spec.keyedBy1())
        .secondKeyedBy(spec.keyedBy2())
        .sideOutput(LEFT_LATE)
        .sideOutput(RIGHT_LATE)
        .sideOutput(SIDE)
        .in(mode)
        .open();
  }

  /** The records emitted since the last call, each with its timestamp: {@code a1+a2@2}. */
  static List<String> taken(OperatorHarness harness) {
    List<String> texts = new ArrayList<>();
    for (Emitted each : harness.takeOutput()) {
      if (each instanceof Emitted.Element record) {
        texts.add(record.value() + "@" + record.timestamp());
      }
    }
    return texts;
  }
}
