package windowwordcount;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.flink.util.MultipleParameterTool;

/** Counts words in sliding windows of so many of each. */
public class WindowWordCount {

  public static void main(String[] args) throws Exception {
    MultipleParameterTool params = MultipleParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    DataStream<String> text = env.fromData("one two one", "two one", "one one three");
    text.flatMap(
            (String line, Collector<Tuple2<String, Integer>> out) -> {
              for (String word : line.split(" ")) {
                out.collect(Tuple2.of(word, 1));
              }
            })
        .returns(Types.TUPLE(Types.STRING, Types.INT))
        .keyBy(value -> value.f0)
        .countWindow(params.getInt("window", 3), params.getInt("slide", 2))
        .sum(1)
        .print();
    env.execute("WindowWordCount");
  }
}
