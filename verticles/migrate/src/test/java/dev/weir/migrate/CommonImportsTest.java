package dev.weir.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What programs for Flink commonly import has a counterpart, or an answer of its own. */
class CommonImportsTest {

  private static final Path IMPORTS = Path.of("src", "test", "resources", "common-imports.txt");

  /** Those of which there is nothing in Weir; all others have a counterpart. */
  private static final Set<String> WITHOUT =
      Set.of(
          "api.common.cache.DistributedCache",
          "api.common.operators.SlotSharingGroup",
          "api.common.serialization.DeserializationSchema",
          "api.common.serialization.SerializationSchema",
          "api.common.serialization.SimpleStringSchema",
          "api.common.state.v2.ValueState",
          "api.common.time.Time",
          "api.common.typeutils.base.LongSerializer",
          "api.connector.sink2.TwoPhaseCommittingSink",
          "api.java.tuple.Tuple12",
          "api.java.typeutils.TypeExtractor",
          "configuration.CheckpointingOptions",
          "configuration.Configuration",
          "configuration.RestOptions",
          "configuration.StateBackendOptions",
          "connector.base.DeliveryGuarantee",
          "connector.elasticsearch.sink.ElasticsearchSink",
          "connector.kafka.source.KafkaSource",
          "core.fs.FileSystem",
          "formats.json.JsonDeserializationSchema",
          "runtime.state.filesystem.FsStateBackend",
          "runtime.state.storage.FileSystemCheckpointStorage",
          "streaming.api.TimeCharacteristic",
          "streaming.api.checkpoint.ListCheckpointed",
          "streaming.api.environment.LocalStreamEnvironment",
          "streaming.api.functions.AssignerWithPeriodicWatermarks",
          "streaming.api.functions.sink.DiscardingSink",
          "streaming.api.functions.sink.PrintSinkFunction",
          "streaming.api.functions.sink.SinkFunction",
          "streaming.api.functions.sink.filesystem.StreamingFileSink",
          "streaming.api.functions.sink.legacy.RichSinkFunction",
          "streaming.api.functions.source.SourceFunction",
          "streaming.api.functions.source.datagen.RandomGenerator",
          "streaming.api.functions.source.legacy.RichParallelSourceFunction",
          "streaming.api.functions.timestamps.BoundedOutOfOrdernessTimestampExtractor",
          "streaming.api.operators.AbstractStreamOperator",
          "streaming.api.windowing.time.Time",
          "streaming.util.KeyedOneInputStreamOperatorTestHarness",
          "table.api.Table",
          "test.util.MiniClusterWithClientResource",
          "types.Row",
          "util.ExceptionUtils",
          "util.Preconditions");

  private final Counterparts counterparts = Counterparts.load();

  CommonImportsTest() throws IOException {}

  @Test
  void each_has_a_counterpart_or_is_said_to_have_none() throws IOException {
    List<String> without = new ArrayList<>();
    for (String name : Files.readAllLines(IMPORTS)) {
      if (counterparts.of("org.apache.flink." + name).isEmpty()) {
        without.add(name);
      }
    }
    assertThat(without).containsExactlyInAnyOrderElementsOf(WITHOUT);
  }

  @Test
  void what_has_none_is_answered_by_more_than_that() {
    for (String name : WITHOUT) {
      assertThat(counterparts.insteadOf("org.apache.flink." + name))
          .as(name)
          .doesNotStartWith("Weir has nothing of this name");
    }
  }

  @Test
  void a_class_that_there_is_under_another_meaning_is_no_counterpart() {
    assertThat(counterparts.of("org.apache.flink.api.common.state.v2.ListState")).isEmpty();
    assertThat(counterparts.of("org.apache.flink.datastream.api.function.ProcessFunction"))
        .isEmpty();
  }
}
