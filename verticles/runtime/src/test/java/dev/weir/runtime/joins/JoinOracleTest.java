package dev.weir.runtime.joins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.TaggedUnion;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random streams without late records, joined by operators and by looking at every pair. */
final class JoinOracleTest {

  private static final int CASES = Integer.getInteger("cases", 600);

  private record Event(boolean first, String value, long timestamp) {
    String key() {
      return JoinPrograms.keyOf(value);
    }
  }

  /** Whether and how often two records are joined, and what timestamps the results have. */
  private interface Model {
    void join(Event first, Event second, List<String> results);
  }

  private final long seed = Long.getLong("seed", System.nanoTime());

  @Test
  void an_interval_join_finds_every_pair_once() throws Exception {
    for (int i = 0; i < CASES; i++) {
      Random random = new Random(seed + i);
      long lower = random.nextInt(13) - 6L;
      long upper = lower + random.nextInt(8);
      Model model =
          (first, second, results) -> {
            long distance = second.timestamp - first.timestamp;
            if (distance >= lower && distance <= upper) {
              results.add(pair(first, second, Math.max(first.timestamp, second.timestamp)));
            }
          };
      HarnessMode mode = mode(random);
      try (OperatorHarness harness = JoinPrograms.intervalJoin(mode, lower, upper, join -> join)) {
        List<Event> events = events(random);
        run(harness, events, random, false);
        check("interval %d to %d".formatted(lower, upper), i, harness, mode, events, model);
      }
    }
  }

  @Test
  void a_window_join_joins_all_that_share_a_window() throws Exception {
    for (int i = 0; i < CASES; i++) {
      Random random = new Random(seed + i);
      long slide = 1L + random.nextInt(6);
      long size = slide * (1 + random.nextInt(3)) + random.nextInt(2);
      Model model =
          (first, second, results) -> {
            long last = Math.max(first.timestamp, second.timestamp);
            long start = Math.floorDiv(last, slide) * slide;
            for (; start > last - size; start -= slide) {
              if (first.timestamp >= start && second.timestamp >= start) {
                results.add(pair(first, second, start + size - 1));
              }
            }
          };
      HarnessMode mode = mode(random);
      try (OperatorHarness harness = windowJoin(mode, size, slide)) {
        List<Event> events = events(random);
        run(harness, events, random, true);
        check("windows of %d each %d".formatted(size, slide), i, harness, mode, events, model);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_window_join_is_the_same_on_each_backend_and_after_restores(HarnessMode mode)
      throws Exception {
    try (OperatorHarness harness = windowJoin(mode, 10, 10)) {
      harness.processElement(TaggedUnion.one("a1"), 1);
      harness.processElement(TaggedUnion.two("a2"), 2);
      harness.processElement(TaggedUnion.two("b3"), 3);
      harness.processElement(TaggedUnion.two("a4"), 14);
      harness.processElement(TaggedUnion.one("a5"), 9);
      harness.processWatermark(19);
      assertThat(JoinPrograms.taken(harness)).containsExactly("a1+a2@9", "a5+a2@9");
    }
  }

  private static HarnessMode mode(Random random) {
    return new HarnessMode(random.nextInt(10) == 0 ? "rocksdb" : "heap", random.nextInt(40) == 0);
  }

  private static OperatorHarness windowJoin(HarnessMode mode, long size, long slide)
      throws Exception {
    WindowSpec<?, ?, ?, ?, ?> spec =
        JoinPrograms.find(
            WindowSpec.class,
            (first, second) ->
                first
                    .join(second)
                    .where(JoinPrograms::keyOf, Types.STRING)
                    .equalTo(JoinPrograms::keyOf, Types.STRING)
                    .window(
                        SlidingEventTimeWindows.of(
                            Duration.ofMillis(size), Duration.ofMillis(slide)))
                    .apply((one, two) -> one + "+" + two, Types.STRING));
    KeyedBy<?, ?> keyedBy = spec.keyedBy();
    return OperatorHarness.of(spec).keyedBy(keyedBy).in(mode).open();
  }

  private static String pair(Event first, Event second, long timestamp) {
    return first.value + "+" + second.value + "@" + timestamp;
  }

  private static List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < 10 + random.nextInt(40); i++) {
      time += random.nextInt(3);
      String key = "ab".substring(i % 2, i % 2 + 1);
      events.add(new Event(random.nextBoolean(), key + i, time - random.nextInt(4)));
    }
    return events;
  }

  /** The watermark follows so far behind that no record is late. */
  private static void run(
      OperatorHarness harness, List<Event> events, Random random, boolean tagged) throws Exception {
    long highest = Long.MIN_VALUE;
    long watermark = Long.MIN_VALUE;
    for (Event event : events) {
      if (tagged) {
        harness.processElement(
            event.first ? TaggedUnion.one(event.value) : TaggedUnion.two(event.value),
            event.timestamp);
      } else if (event.first) {
        harness.processElement1(event.value, event.timestamp);
      } else {
        harness.processElement2(event.value, event.timestamp);
      }
      highest = Math.max(highest, event.timestamp);
      if (random.nextInt(3) == 0 && highest - 4 > watermark) {
        watermark = highest - 4;
        harness.processWatermark(watermark);
      }
    }
    harness.processWatermark(Long.MAX_VALUE);
  }

  private void check(
      String what,
      int number,
      OperatorHarness harness,
      HarnessMode mode,
      List<Event> events,
      Model model) {
    List<String> expected = new ArrayList<>();
    for (Event first : events) {
      for (Event second : events) {
        if (first.first && !second.first && first.key().equals(second.key())) {
          model.join(first, second, expected);
        }
      }
    }
    assertThat(JoinPrograms.taken(harness))
        .as("-Dseed=%d -Dcases=1: %s, %s%n%s", seed + number, what, mode, events)
        .containsExactlyInAnyOrderElementsOf(expected);
    if (mode.backend().equals("heap")) { // RocksDB only estimates how many there are
      assertThat(harness.stateSize().entries()).isZero();
    }
  }
}
