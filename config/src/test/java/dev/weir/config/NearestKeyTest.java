package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {

  private static final Set<String> KEYS = Configuration.defaults().settings().keySet();

  @ParameterizedTest
  @CsvSource({
    "checkpointing.intervall, checkpointing.interval",
    "checkpoint.interval, checkpointing.interval",
    "job.maxParallelism, job.max-parallelism",
    "JOB.MAX_PARALLELISM, job.max-parallelism",
    "paralelism, job.parallelism",
    "dashboard.prot, dashboard.port"
  })
  void a_slip_is_recognised(String unknown, String meant) {
    assertThat(NearestKey.of(unknown, KEYS)).contains(meant);
  }

  @Test
  void something_else_entirely_gets_no_suggestion() {
    assertThat(NearestKey.of("kafka.bootstrap-servers", KEYS)).isEmpty();
  }

  @Test
  void distance_is_that_of_the_recursive_definition() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String from = word(random);
      String to = word(random);
      assertThat(NearestKey.levenshtein(from, to))
          .as("from %s to %s, -Dseed=%d", from, to, seed)
          .isEqualTo(distance(from, to));
    }
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }

  private static int distance(String from, String to) {
    if (from.isEmpty() || to.isEmpty()) {
      return from.length() + to.length();
    }
    if (from.charAt(0) == to.charAt(0)) {
      return distance(from.substring(1), to.substring(1));
    }
    int replaced = distance(from.substring(1), to.substring(1));
    int removed = distance(from.substring(1), to);
    int added = distance(from, to.substring(1));
    return 1 + Math.min(replaced, Math.min(removed, added));
  }
}
