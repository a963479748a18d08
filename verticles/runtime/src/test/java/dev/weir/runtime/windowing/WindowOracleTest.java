package dev.weir.runtime.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import dev.weir.runtime.operators.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random windows over random streams, against {@link NaiveWindows}. */
final class WindowOracleTest {

  private static final int CASES = Integer.getInteger("cases", 2_000);

  /** One case in so many runs on RocksDB too, where a backend takes longer to open. */
  private static final int ROCKSDB_EVERY = 8;

  private static final String[] KEYS = {"a", "b", "c"};

  /** What happens to an operator. */
  private interface Step {
    void on(NaiveWindows model);

    void on(OperatorHarness harness) throws Exception;
  }

  /** Windows of processing time that end at once do so before anything else happens. */
  private record Arrives(Reading reading, long timestamp, long clock) implements Step {
    @Override
    public void on(NaiveWindows model) {
      model.record(reading, timestamp);
      model.clock(clock);
    }

    @Override
    public void on(OperatorHarness harness) throws Exception {
      harness.processElement(reading, timestamp);
      harness.setProcessingTime(clock);
    }
  }

  private record WatermarkRises(long to) implements Step {
    @Override
    public void on(NaiveWindows model) {
      model.watermark(to);
    }

    @Override
    public void on(OperatorHarness harness) throws Exception {
      harness.processWatermark(to);
    }
  }

  private record ClockGoesOn(long to) implements Step {
    @Override
    public void on(NaiveWindows model) {
      model.clock(to);
    }

    @Override
    public void on(OperatorHarness harness) throws Exception {
      harness.setProcessingTime(to);
    }
  }

  @Test
  void every_form_of_window_does_what_the_naive_model_does() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    for (int i = 0; i < CASES; i++) {
      check(seed + i);
    }
  }

  private static void check(long seed) throws Exception {
    Random random = new Random(seed);
    WindowConfig config = WindowConfig.random(random);
    List<Step> steps = steps(random);
    int restoreEvery = random.nextInt(20) == 0 ? 1 + random.nextInt(9) : Integer.MAX_VALUE;
    check(seed, config, steps, "heap", restoreEvery);
    if (CASES == 1 || random.nextInt(ROCKSDB_EVERY) == 0) {
      check(seed, config, steps, "rocksdb", restoreEvery);
    }
  }

  private static void check(
      long seed, WindowConfig config, List<Step> steps, String backend, int restoreEvery)
      throws Exception {
    HarnessMode mode = new HarnessMode(backend, false);
    boolean sliced = isSliced(config);
    String name = "-Dseed=%d -Dcases=1: %s on %s".formatted(seed, config, backend);
    run(name, config, steps, mode, true, restoreEvery);
    if (sliced) {
      run(name + " sliced", config, steps, mode, false, restoreEvery);
    }
  }

  private static boolean isSliced(WindowConfig config) {
    return config.fires() == WindowConfig.Fires.DEFAULT
        && (config.assigner() == WindowConfig.Assigner.TUMBLING
            || config.assigner() == WindowConfig.Assigner.SLIDING);
  }

  private static void run(
      String name,
      WindowConfig config,
      List<Step> steps,
      HarnessMode mode,
      boolean generic,
      int restoreEvery)
      throws Exception {
    NaiveWindows model = new NaiveWindows(config);
    try (OperatorHarness harness =
        WindowedProgram.open(mode, stream -> config.program(stream, generic), WindowConfig.LATE)) {
      for (int i = 0; i < steps.size(); i++) {
        if (i % restoreEvery == restoreEvery - 1) {
          harness.snapshotAndRestore();
          model.restored();
        }
        steps.get(i).on(model);
        steps.get(i).on(harness);
        assertThat(comparable(WindowedProgram.taken(harness), config))
            .as("%s%n%s", name, steps.subList(0, i + 1))
            .isEqualTo(comparable(model.takeEmitted(), config));
      }
      assertThat(WindowedProgram.texts(harness.sideOutput(WindowConfig.LATE)))
          .as("late: %s%n%s", name, steps)
          .isEqualTo(model.late());
      if (restoreEvery == Integer.MAX_VALUE) {
        assertThat(dropped(harness.operator()))
            .as("dropped: %s%n%s", name, steps)
            .isEqualTo(model.dropped());
      }
    } catch (Exception e) {
      throw new AssertionError(name + "\n" + steps, e);
    }
  }

  private static long dropped(Operator<?> operator) {
    return operator instanceof WindowOperator<?, ?, ?, ?, ?> window
        ? window.lateRecordsDropped()
        : ((SlicedWindowOperator<?, ?, ?, ?, ?>) operator).lateRecordsDropped();
  }

  /** Timers of one time fire in any order; of merged windows no record is the first. */
  private static List<String> comparable(List<String> texts, WindowConfig config) {
    List<String> comparable = new ArrayList<>();
    for (String text : texts) {
      comparable.add(config.isMerging() ? text.replaceAll(" id=\\d+", "") : text);
    }
    comparable.sort(null);
    return comparable;
  }

  private static List<Step> steps(Random random) {
    List<Step> steps = new ArrayList<>();
    long watermark = -5;
    long clock = 0;
    int count = 5 + random.nextInt(40);
    int disorder = 1 + random.nextInt(15);
    for (int i = 0; i < count; i++) {
      int what = random.nextInt(10);
      if (what < 7) {
        long timestamp = watermark + disorder / 2 - random.nextInt(disorder) + random.nextInt(8);
        String key = KEYS[random.nextInt(KEYS.length)];
        steps.add(new Arrives(new Reading(key, random.nextInt(10), i), timestamp, clock));
      } else if (what < 9) {
        watermark += 1 + random.nextInt(7);
        steps.add(new WatermarkRises(watermark));
      } else {
        clock += 2 + 2 * random.nextInt(4);
        steps.add(new ClockGoesOn(clock));
      }
    }
    steps.add(new WatermarkRises(Long.MAX_VALUE));
    steps.add(new ClockGoesOn(clock + 100));
    return steps;
  }
}
