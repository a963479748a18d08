package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobClient;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateRecoveryTest {

  private static final int KEYS = 37;
  private static final long RECORDS = 6_000;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void every_type_of_state_survives_failures_and_rescaling(String backend) throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(RECORDS / 3);
    String tally = backend + directory;

    JobClient first = job(backend, 1, "none", gate, ledger, tally);
    ledger.await((int) RECORDS / 4);
    String savepoint = Jobs.stop(first, directory.resolve("savepoints"));
    gate.openUpTo(RECORDS * 2 / 3);
    JobClient second = job(backend, 4, savepoint, gate, ledger, tally);
    ledger.await((int) RECORDS * 3 / 5);
    savepoint = Jobs.stop(second, directory.resolve("savepoints"));
    gate.openUpTo(Long.MAX_VALUE);
    Jobs.finish(job(backend, 3, savepoint, gate, ledger, tally));

    assertThat(byKey(ledger.lines())).isEqualTo(exactCounts());
    assertThat(SharedTally.lastTotal(tally)).isEqualTo(RECORDS);
    assertThat(SharedTally.problems(tally)).isEmpty();
  }

  private JobClient job(
      String backend, int parallelism, String savepoint, Gate gate, Ledger ledger, String tally)
      throws Exception {
    Configuration options =
        Jobs.options(directory)
            .with("state.backend", backend)
            .with("job.savepoint", savepoint)
            .with("job.parallelism", parallelism)
            .with("job.max-parallelism", 64);
    StreamExecutionEnvironment env = Jobs.env(options);
    env.enableCheckpointing(40);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(10, 10));
    Faults.Handle once = Faults.when(pass -> pass == RECORDS / 6).handle();
    env.fromSource(gate.source(5, RECORDS), WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .map(new SharedTally(tally))
        .uid("tally")
        .rebalance()
        .map(
            number -> {
              once.pass();
              return number;
            })
        .returns(Long.class)
        .uid("fault")
        .keyBy(number -> number % KEYS)
        .process(new AllStates())
        .uid("states")
        .sinkTo(ledger.sink())
        .uid("ledger");
    return env.executeAsync("states-" + parallelism);
  }

  private static Map<String, List<String>> byKey(List<String> lines) {
    Map<String, List<String>> counts = new TreeMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      counts
          .computeIfAbsent(line.substring(0, colon), key -> new ArrayList<>())
          .add(line.substring(colon + 1));
    }
    counts.values().forEach(StateRecoveryTest::sortByNumber);
    return counts;
  }

  private static void sortByNumber(List<String> numbers) {
    numbers.sort(java.util.Comparator.comparing(String::length).thenComparing(text -> text));
  }

  private static Map<String, List<String>> exactCounts() {
    Map<String, List<String>> counts = new TreeMap<>();
    for (int key = 0; key < KEYS; key++) {
      List<String> numbers = new ArrayList<>();
      for (long record = key; record < RECORDS; record += KEYS) {
        numbers.add(String.valueOf(numbers.size() + 1));
      }
      counts.put(String.valueOf(key), numbers);
    }
    return counts;
  }
}
