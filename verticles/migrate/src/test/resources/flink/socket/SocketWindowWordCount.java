package socket;

import java.time.Duration;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;
import org.apache.flink.util.ParameterTool;

/** Counts words from a server in windows of the clock. */
public class SocketWindowWordCount {

  public static void main(String[] args) throws Exception {
    final ParameterTool params = ParameterTool.fromArgs(args);
    final String hostname = params.get("hostname", "localhost");
    final int port = params.getInt("port");

    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    DataStream<String> text = env.socketTextStream(hostname, port, "\n");
    DataStream<WordWithCount> counts =
        text.flatMap(
                (FlatMapFunction<String, WordWithCount>)
                    (value, out) -> {
                      for (String word : value.split("\\s")) {
                        out.collect(new WordWithCount(word, 1L));
                      }
                    },
                Types.POJO(WordWithCount.class))
            .keyBy(value -> value.word)
            .window(TumblingProcessingTimeWindows.of(Duration.ofSeconds(5)))
            .reduce((a, b) -> new WordWithCount(a.word, a.count + b.count))
            .returns(WordWithCount.class);
    counts.print().setParallelism(1);
    env.execute("Socket Window WordCount");
  }

  /** A word and how often it came. */
  public static class WordWithCount {
    public String word;
    public long count;

    public WordWithCount() {}

    public WordWithCount(String word, long count) {
      this.word = word;
      this.count = count;
    }

    @Override
    public String toString() {
      return word + " : " + count;
    }
  }
}
