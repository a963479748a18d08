package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.cell.BigState;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.CellRun;
import dev.weir.benchmarks.cell.Engine;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Load;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.Readings;
import dev.weir.benchmarks.cell.Result;
import dev.weir.benchmarks.cell.Workload;
import dev.weir.benchmarks.limit.LimitEngine;
import dev.weir.benchmarks.weir.WeirEngine;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnginesAgreeTest {

  private static final long EVENTS = 30_011;
  private static final long NEXMARK_EVENTS = 300_007;
  private static final long KEYS = 701;

  @ParameterizedTest
  @EnumSource
  void limit_has_the_result_of_one_plain_loop(Workload workload) throws Exception {
    assertThat(limit(workload, 3, 0)).isEqualTo(plainLoop(workload));
  }

  @ParameterizedTest
  @EnumSource
  void limit_has_the_same_result_with_snapshots(Workload workload) throws Exception {
    assertThat(limit(workload, 2, 1)).isEqualTo(plainLoop(workload));
  }

  @ParameterizedTest
  @EnumSource
  void weir_has_the_result_of_the_limit(Workload workload) throws Exception {
    JsonObject figures = CellRun.run(new WeirEngine(), cell("weir", workload, 2, 20));
    assertThat(figures.getBoolean("correct")).as(figures.encode()).isTrue();
    if (workload != Workload.RECOVERY) {
      assertThat(figures.getLong("out_count")).isEqualTo(plainLoop(workload).outputs());
    }
    assertThat(figures.getInteger("checkpoints")).isPositive();
    assertThat(figures.getDouble("events_per_s")).isPositive();
  }

  @Test
  void engine_that_loses_a_record_is_reported_as_wrong() throws Exception {
    Engine lossy =
        new Engine() {
          @Override
          public String name() {
            return "lossy";
          }

          @Override
          public void run(Cell cell, Measurement measurement) throws Exception {
            new LimitEngine().run(cell, measurement);
            measurement.results(-1, 0);
          }
        };
    JsonObject figures = CellRun.run(lossy, cell("lossy", Workload.KEYEDCOUNT, 1, 0));
    assertThat(figures.getBoolean("correct")).isFalse();
  }

  private static Load load(Workload workload) {
    return new Load(workload.isNexmark() ? NEXMARK_EVENTS : EVENTS, KEYS);
  }

  private static Cell cell(String engine, Workload workload, int parallelism, long millis) {
    return new Cell(engine, workload, parallelism, load(workload), millis, Cell.Backend.HEAP);
  }

  private static Result limit(Workload workload, int parallelism, long millis) throws Exception {
    try (Measurement measurement = Measurement.open(load(workload))) {
      new LimitEngine().run(cell("limit", workload, parallelism, millis), measurement);
      return measurement.result();
    }
  }

  /** The queries of Nexmark have no second implementation; on one thread they exchange nothing. */
  private static Result plainLoop(Workload workload) throws Exception {
    if (workload.isNexmark()) {
      return limit(workload, 1, 0);
    }
    Map<Object, Long> counts = new HashMap<>();
    if (workload == Workload.WINDOW) {
      return plainWindows();
    }
    long outputs = 0;
    long checksum = 0;
    for (long offset = 0; offset < EVENTS; offset++) {
      switch (workload) {
        default -> throw new IllegalStateException(workload + " has a loop of its own");
        case PASSTHROUGH -> {
          long mapped = Events.mapped(Events.mix(offset));
          if (Events.kept(mapped)) {
            outputs++;
            checksum += mapped;
          }
        }
        case KEYEDCOUNT, LATENCY, RECOVERY, BACKPRESSURE, BIGSTATE, BIGSTATE_ZIPF -> {
          long key =
              workload.isPreloaded()
                  ? BigState.key(offset, KEYS, workload)
                  : Events.key(offset, KEYS);
          outputs++;
          checksum += Events.fingerprint(key, counts.merge(key, 1L, Long::sum));
        }
        case WORDCOUNT -> {
          for (String word : Events.sentence(offset).split(" ")) {
            outputs++;
            checksum += Events.fingerprint(word.hashCode(), counts.merge(word, 1L, Long::sum));
          }
        }
      }
    }
    return new Result(outputs, checksum);
  }

  private static Result plainWindows() {
    long keys = Readings.keys(cell("limit", Workload.WINDOW, 1, 0));
    Map<List<Long>, Long> counts = new HashMap<>();
    for (long offset = 0; offset < EVENTS; offset++) {
      long window = Readings.windowOf(Readings.time(offset));
      counts.merge(List.of(Events.key(offset, keys), window), 1L, Long::sum);
    }
    long checksum = 0;
    for (Map.Entry<List<Long>, Long> each : counts.entrySet()) {
      List<Long> keyAndWindow = each.getKey();
      checksum += Readings.fingerprint(keyAndWindow.get(0), keyAndWindow.get(1), each.getValue());
    }
    return new Result(counts.size(), checksum);
  }
}
