package flink.settings;

import java.time.Duration;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.CloseableIterator;

/** Everything that can be said of operators and of the job. */
public class Settings {

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    env.setMaxParallelism(64);
    env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    env.setBufferTimeout(10);
    env.disableOperatorChaining();
    env.enableCheckpointing(1000, CheckpointingMode.EXACTLY_ONCE);
    CheckpointConfig checkpoints = env.getCheckpointConfig();
    checkpoints.setMinPauseBetweenCheckpoints(500);
    checkpoints.setCheckpointTimeout(60_000);
    checkpoints.setMaxConcurrentCheckpoints(1);
    checkpoints.setTolerableCheckpointFailureNumber(2);
    env.getConfig().setAutoWatermarkInterval(100);

    DataStream<Tuple2<Long, Long>> sums =
        env.fromSequence(1, 100)
            .name("numbers")
            .uid("numbers")
            .map(n -> Tuple2.of(n % 7, n))
            .returns(Types.TUPLE(Types.LONG, Types.LONG))
            .setDescription("numbers by their rest")
            .setUidHash("0123456789abcdef0123456789abcdef")
            .slotSharingGroup("first")
            .setBufferTimeout(5)
            .startNewChain()
            .keyBy(each -> each.f0)
            .sum(1)
            .disableChaining();
    DataStreamUtils.reinterpretAsKeyedStream(sums, each -> each.f0, Types.LONG)
        .maxBy(1)
        .sinkTo(new DiscardingSink<>())
        .name("nowhere")
        .setParallelism(1)
        .slotSharingGroup("last");

    JobClient client = env.executeAsync("settings");
    client
        .stopWithSavepoint(true, "savepoints", SavepointFormatType.CANONICAL)
        .thenAccept(System.out::println);
    JobExecutionResult result = client.getJobExecutionResult().get();
    System.out.println(Duration.ofMillis(result.getNetRuntime()));
    try (CloseableIterator<Long> numbers = env.fromSequence(1, 3).executeAndCollect()) {
      numbers.forEachRemaining(System.out::println);
    }
  }
}
