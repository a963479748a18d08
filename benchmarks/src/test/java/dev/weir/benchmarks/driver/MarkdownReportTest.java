package dev.weir.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

  private final Runs runs = new Runs();

  @Test
  void row_has_the_medians_and_the_ratio_to_the_faster_peer() {
    add("weir", "window", 5e6, true);
    add("weir", "window", 6e6, true);
    add("weir", "window", 9e6, true);
    add("flink", "window", 2e6, true);
    add("jet", "window", 3e6, true);
    add("limit", "window", 12e6, true);

    assertThat(new MarkdownReport(runs).text())
        .contains("| window | 6.00 | 2.00 | 3.00 | 12.00 | 2.00 | 50 % | 3 |");
  }

  @Test
  void wrong_result_is_no_result() {
    add("weir", "window", 6e6, false);
    add("flink", "window", 2e6, true);

    assertThat(runs.allCorrect()).isFalse();
    assertThat(new MarkdownReport(runs).text())
        .contains("| window | - | 2.00 | - | - | - | - | 0 |");
  }

  @Test
  void queries_of_nexmark_have_a_geometric_mean() {
    add("weir", "nexmark-q0", 2e6, true);
    add("flink", "nexmark-q0", 1e6, true);
    add("weir", "nexmark-q1", 8e6, true);
    add("flink", "nexmark-q1", 1e6, true);

    assertThat(new MarkdownReport(runs).text())
        .contains("| **nexmark, geometric mean** | | | | | **4.00** | **-** | |");
  }

  @Test
  void chart_draws_a_bar_for_each_engine() {
    add("weir", "window", 6e6, true);
    add("jet", "window", 3e6, true);

    assertThat(Chart.svg(runs)).startsWith("<svg").contains(">6.00<").contains(">3.00<");
  }

  private void add(String engine, String workload, double perSecond, boolean correct) {
    runs.add(
        new JsonObject()
            .put("engine", engine)
            .put("workload", workload)
            .put("events_per_s", perSecond)
            .put("backend", "heap")
            .put("checkpoint_ms", 1000)
            .put("rate", 100_000)
            .put("correct", correct)
            .put("commit", "0123456789")
            .put(
                "machine",
                new JsonObject()
                    .put("processor", "any")
                    .put("processors", 2)
                    .put("system", "any")
                    .put("java", "17")));
  }
}
