package dev.weir.runtime.windowing;

import dev.weir.api.DataStream;
import dev.weir.api.KeyedStream;
import dev.weir.api.OutputTag;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.api.graph.StreamNode;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.types.Types;
import dev.weir.config.Configuration;
import dev.weir.runtime.harness.Emitted;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Takes the window operator out of a program, and runs it alone. */
final class WindowedProgram {

  private static final Configuration DEFAULTS = Configuration.defaults();

  private WindowedProgram() {}

  /** The window operator of a program on readings that are keyed by their key. */
  static OperatorHarness open(
      HarnessMode mode,
      Function<KeyedStream<Reading, String>, DataStream<?>> program,
      OutputTag<?>... sideOutputs)
      throws Exception {
    return open(mode, spec(program), sideOutputs);
  }

  static OperatorHarness open(
      HarnessMode mode, WindowSpec<?, ?, ?, ?, ?> spec, OutputTag<?>... sideOutputs)
      throws Exception {
    OperatorHarness.Setup setup = OperatorHarness.of(spec).keyedBy(spec.keyedBy()).in(mode);
    for (OutputTag<?> tag : sideOutputs) {
      setup.sideOutput(tag);
    }
    return setup.open();
  }

  static WindowSpec<?, ?, ?, ?, ?> spec(
      Function<KeyedStream<Reading, String>, DataStream<?>> program) {
    return specOfAll(readings -> program.apply(readings.keyBy(Reading::key, Types.STRING)));
  }

  /** The window operator of a program on readings without keys. */
  static WindowSpec<?, ?, ?, ?, ?> specOfAll(Function<DataStream<Reading>, DataStream<?>> program) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(DEFAULTS);
    end(program.apply(env.fromData(List.of(Reading.of("a", 1)))));
    return env.getStreamGraph("windows").nodes().stream()
        .map(StreamNode::spec)
        .filter(WindowSpec.class::isInstance)
        .<WindowSpec<?, ?, ?, ?, ?>>map(spec -> (WindowSpec<?, ?, ?, ?, ?>) spec)
        .findFirst()
        .orElseThrow();
  }

  private static <T> void end(DataStream<T> stream) {
    stream.sinkTo(new DiscardingSink<>());
  }

  /** What was emitted since this was called the last time, each with its timestamp: {@code x@9}. */
  static List<String> taken(OperatorHarness harness) {
    return texts(harness.takeOutput());
  }

  static List<String> texts(List<Emitted> emitted) {
    List<String> texts = new ArrayList<>();
    for (Emitted each : emitted) {
      if (each instanceof Emitted.Element record) {
        texts.add(record.value() + "@" + record.timestamp());
      }
    }
    return texts;
  }
}
