package dev.weir.examples;

import dev.weir.api.DataStream;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.MapFunction;
import dev.weir.config.CheckpointingMode;
import dev.weir.state.rocksdb.RocksDBStateBackend;

/** A whole program: three words in, three words in capitals out. */
final class CheckpointExample {

  private CheckpointExample() {}

  static void run(String path) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.enableCheckpointing(60000);
    env.getCheckpointConfig().setCheckpointingMode(CheckpointingMode.EXACTLY_ONCE);
    env.getCheckpointConfig().setCheckpointTimeout(600000);
    env.getCheckpointConfig().setMinPauseBetweenCheckpoints(5000);
    env.getCheckpointConfig().setMaxConcurrentCheckpoints(1);
    env.setStateBackend(new RocksDBStateBackend(path));
    DataStream<String> dataStream = env.fromElements("hello", "world", "flink");
    dataStream
        .map(
            new MapFunction<String, String>() {
              @Override
              public String map(String value) throws Exception {
                return value.toUpperCase();
              }
            })
        .print();
    env.execute("Flink Checkpoint Example");
  }
}
