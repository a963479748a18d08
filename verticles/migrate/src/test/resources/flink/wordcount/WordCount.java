package wordcount;

import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ParameterTool;

/** Counts the words of a file; --input and --output name files, without them it tells the terminal. */
public class WordCount {

  public static void main(String[] args) throws Exception {
    ParameterTool params = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    env.getConfig().setGlobalJobParameters(params);

    DataStream<String> text;
    if (params.has("input")) {
      FileSource<String> source =
          FileSource.forRecordStreamFormat(
                  new TextLineInputFormat(), new Path(params.get("input")))
              .build();
      text = env.fromSource(source, WatermarkStrategy.noWatermarks(), "file-input");
    } else {
      text = env.fromData("a barrier across a stream", "a stream").name("in-memory-input");
    }

    DataStream<Tuple2<String, Integer>> counts =
        text.flatMap(new Tokenizer())
            .name("tokenizer")
            .keyBy(value -> value.f0)
            .sum(1)
            .name("counter");

    if (params.has("output")) {
      counts
          .sinkTo(
              FileSink.<Tuple2<String, Integer>>forRowFormat(
                      new Path(params.getRequired("output")), new SimpleStringEncoder<>())
                  .withRollingPolicy(
                      DefaultRollingPolicy.builder()
                          .withMaxPartSize(MemorySize.ofMebiBytes(1))
                          .withRolloverInterval(Duration.ofSeconds(10))
                          .build())
                  .build())
          .name("file-sink");
    } else {
      counts.print().name("print-sink");
    }
    env.execute("WordCount");
  }

  /** Splits lines at what is no letter. */
  public static final class Tokenizer implements FlatMapFunction<String, Tuple2<String, Integer>> {
    @Override
    public void flatMap(String value, Collector<Tuple2<String, Integer>> out) {
      for (String token : value.toLowerCase().split("\\W+")) {
        if (!token.isEmpty()) {
          out.collect(new Tuple2<>(token, 1));
        }
      }
    }
  }
}
