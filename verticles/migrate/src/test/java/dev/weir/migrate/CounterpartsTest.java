package dev.weir.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterpartsTest {

  @SuppressWarnings("NullAway.Init") // set before all
  private static Counterparts counterparts;

  @BeforeAll
  static void load() throws IOException {
    counterparts = Counterparts.load();
  }

  @ParameterizedTest
  @CsvSource({
    "streaming.api.environment.StreamExecutionEnvironment, dev.weir.api.StreamExecutionEnvironment",
    "streaming.api.datastream.DataStream, dev.weir.api.DataStream",
    "api.common.functions.MapFunction, dev.weir.api.functions.MapFunction",
    "api.java.tuple.Tuple2, dev.weir.api.tuple.Tuple2",
    "connector.file.src.FileSource, dev.weir.connector.file.FileSource",
    "configuration.MemorySize, dev.weir.api.MemorySize",
    "core.fs.Path, dev.weir.connector.file.Path",
    "api.common.state.ValueState, dev.weir.state.ValueState",
    "api.common.typeutils.TypeSerializer, dev.weir.state.spi.TypeSerializer",
    "core.execution.CheckpointingMode, dev.weir.config.CheckpointingMode",
    "runtime.state.FunctionSnapshotContext, dev.weir.api.functions.FunctionSnapshotContext",
    "runtime.state.hashmap.HashMapStateBackend, dev.weir.state.heap.HashMapStateBackend",
    "state.rocksdb.EmbeddedRocksDBStateBackend, dev.weir.state.rocksdb.EmbeddedRocksDBStateBackend"
  })
  void the_api_on_the_class_path_is_the_table(String flink, String weir) {
    assertThat(counterparts.of("org.apache.flink." + flink)).contains(weir);
  }

  @ParameterizedTest
  @CsvSource({
    "table.api.Types, SQL",
    "streaming.api.functions.source.SourceFunction, SourceReader",
    "configuration.RestOptions, YAML",
    "configuration.Configuration, OpenContext",
    "runtime.jobgraph.JobVertex, Internals",
    "util.TimeUtils, Duration",
    "streaming.api.windowing.time.Time, Duration"
  })
  void what_has_none_comes_with_advice(String flink, String advice) {
    assertThat(counterparts.of("org.apache.flink." + flink)).isEmpty();
    assertThat(counterparts.insteadOf("org.apache.flink." + flink)).contains(advice);
  }

  @Test
  void classes_that_programs_cannot_see_are_not_in_the_table() {
    assertThat(counterparts.of("org.apache.flink.whatever.Operator")).isEmpty();
  }
}
