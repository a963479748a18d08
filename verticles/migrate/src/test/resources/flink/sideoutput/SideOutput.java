package sideoutput;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.AscendingTimestampsWatermarks;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends long words another way and counts the others. */
public class SideOutput {

  private static final OutputTag<String> rejectedWordsTag = new OutputTag<String>("rejected") {};

  public static void main(String[] args) throws Exception {
    final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    DataStreamSource<String> text = env.fromData("the weir holds", "the stream");
    SingleOutputStreamOperator<Tuple2<String, Integer>> tokenized =
        text.assignTimestampsAndWatermarks(new ByLength())
            .keyBy(
                new KeySelector<String, Integer>() {
                  private static final long serialVersionUID = 1L;

                  @Override
                  public Integer getKey(String value) {
                    return 0;
                  }
                })
            .process(new Tokenizer());
    DataStream<String> rejected =
        tokenized
            .getSideOutput(rejectedWordsTag)
            .map(
                new MapFunction<String, String>() {
                  private static final long serialVersionUID = 1L;

                  @Override
                  public String map(String value) {
                    return "rejected: " + value;
                  }
                },
                Types.STRING);
    rejected.print();
    tokenized
        .keyBy(value -> value.f0)
        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(5)))
        .sum(1)
        .print();
    env.execute("Streaming WordCount SideOutput");
  }

  private static class ByLength implements WatermarkStrategy<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public WatermarkGenerator<String> createWatermarkGenerator(
        WatermarkGeneratorSupplier.Context context) {
      return new AscendingTimestampsWatermarks<>();
    }

    @Override
    public TimestampAssigner<String> createTimestampAssigner(
        TimestampAssignerSupplier.Context context) {
      return (element, recordTimestamp) -> element.length();
    }
  }

  /** Rejects words of more than five letters. */
  public static final class Tokenizer extends ProcessFunction<String, Tuple2<String, Integer>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
        String value, Context ctx, Collector<Tuple2<String, Integer>> out) {
      for (String token : value.split(" ")) {
        if (token.length() > 5) {
          ctx.output(rejectedWordsTag, token);
        } else {
          out.collect(new Tuple2<>(token, 1));
        }
      }
    }
  }
}
