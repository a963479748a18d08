package dev.weir.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MetricsPageTest {

  private static final Path PAGE = Path.of("../../docs/metrics.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(weir_(?:job|task)_\\w+)` \\| (.*) \\|$");

  @Test
  void the_page_lists_what_is_measured_and_nothing_else() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    ROW.matcher(Files.readString(PAGE))
        .results()
        .forEach(row -> listed.put(row.group(1), row.group(2)));

    assertThat(listed)
        .isEqualTo(
            Arrays.stream(WeirMetric.values())
                .collect(Collectors.toMap(WeirMetric::prometheusName, WeirMetric::description)));
  }
}
