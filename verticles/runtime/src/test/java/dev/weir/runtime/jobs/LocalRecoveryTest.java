package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.config.Configuration;
import dev.weir.state.spi.SnapshotFile;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subtasks that stay on their node after a failure fetch no state. */
final class LocalRecoveryTest {

  private static final long RECORDS = 4_000;
  private static final int KEYS = 37;

  @TempDir private Path directory;

  private final Set<String> fetched = ConcurrentHashMap.newKeySet();

  @ParameterizedTest
  @CsvSource({"heap,true", "heap,false", "rocksdb,true", "rocksdb,false"})
  void no_snapshot_is_read_from_the_storage_if_the_node_has_it(String backend, boolean kept)
      throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(RECORDS / 2);
    Faults.Handle once = Faults.when(pass -> pass == RECORDS * 3 / 4).handle();
    Configuration options =
        Jobs.options(directory)
            .with("checkpointing.dir", FaultyStorage.uri(directory, new Reads()))
            .with("checkpointing.local-backup", kept)
            .with("state.backend", backend);
    StreamExecutionEnvironment env = Jobs.env(options);
    env.enableCheckpointing(40);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 10));
    env.fromSource(gate.source(5, RECORDS), WatermarkStrategy.noWatermarks(), "numbers")
        .map(
            number -> {
              once.pass();
              return number;
            })
        .returns(Long.class)
        .keyBy(number -> number % KEYS)
        .reduce((one, other) -> one + 1)
        .sinkTo(ledger.sink());
    var job = env.executeAsync("kept-" + kept);
    ledger.await((int) RECORDS / 2); // so there is a checkpoint with state to restore
    gate.openUpTo(Long.MAX_VALUE);
    Jobs.finish(job);

    assertThat(ledger.lines()).hasSize((int) RECORDS);
    if (kept) {
      assertThat(fetched).isEmpty();
    } else {
      assertThat(fetched).isNotEmpty();
    }
  }

  private final class Reads implements FaultyStorage.Faults {
    @Override
    public void onWrite(String path, boolean done) {}

    @Override
    public void onOpen(SnapshotFile file) {
      fetched.add(file.path());
    }
  }
}
