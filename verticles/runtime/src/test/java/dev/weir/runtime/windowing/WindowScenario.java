package dev.weir.runtime.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.DataStream;
import dev.weir.api.KeyedStream;
import dev.weir.api.OutputTag;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import java.util.List;
import java.util.function.Function;

/** One window operator and what happens to it, as the tests tell it. */
final class WindowScenario implements AutoCloseable {

  static final OutputTag<Reading> LATE = WindowConfig.LATE;
  static final OutputTag<String> SIDE = new OutputTag<>("side") {};

  private final OperatorHarness harness;
  private final boolean countsExactly;

  WindowScenario(HarnessMode mode, Function<KeyedStream<Reading, String>, DataStream<?>> program)
      throws Exception {
    countsExactly = mode.backend().equals("heap");
    harness = WindowedProgram.open(mode, program, LATE, SIDE);
  }

  OperatorHarness harness() {
    return harness;
  }

  /** Records of key {@code a} with this timestamp, one for each value. */
  WindowScenario record(long timestamp, long... values) throws Exception {
    return recordOf("a", timestamp, values);
  }

  WindowScenario recordOf(String key, long timestamp, long... values) throws Exception {
    for (long value : values) {
      harness.processElement(Reading.of(key, value), timestamp);
    }
    return this;
  }

  WindowScenario watermark(long watermark) throws Exception {
    harness.processWatermark(watermark);
    return this;
  }

  WindowScenario clock(long millis) throws Exception {
    harness.setProcessingTime(millis);
    return this;
  }

  /** What was emitted since the last look, in any order. */
  WindowScenario emits(String... expected) {
    assertThat(WindowedProgram.taken(harness)).containsExactlyInAnyOrder(expected);
    return this;
  }

  /** What was emitted since the last look, in no order. */
  List<String> taken() {
    return WindowedProgram.taken(harness).stream().sorted().toList();
  }

  /** What was emitted since the last look, in this order. */
  WindowScenario emitsInOrder(String... expected) {
    assertThat(WindowedProgram.taken(harness)).containsExactly(expected);
    return this;
  }

  WindowScenario emitsNothing() {
    return emits();
  }

  /** All that went to the side output for late data so far, by value. */
  WindowScenario late(Long... values) {
    assertThat(harness.sideValues(LATE))
        .extracting(reading -> ((Reading) reading).value())
        .containsExactly(values);
    return this;
  }

  WindowScenario side(String... expected) {
    assertThat(WindowedProgram.texts(harness.sideOutput(SIDE))).containsExactly(expected);
    return this;
  }

  /** No entry of any state is left. RocksDB only estimates how many there are. */
  WindowScenario holdsNothing() {
    if (countsExactly) {
      assertThat(harness.stateSize().entries()).isZero();
    }
    return this;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
