package dev.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether {@code docs/semantics.md} names tests that there are, and says how they run. */
final class SemanticsTest {

  private static final Path REPOSITORY = Path.of("../..");
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  /** One row of a table. */
  private record Row(String statement, String tests, String restored) {

    static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      assertThat(cells).as(line).hasSize(5);
      return new Row(cells[1].strip(), cells[2].strip(), cells[3].strip());
    }
  }

  @Test
  void every_statement_has_a_test_that_runs_as_the_page_says() throws IOException {
    List<Row> rows = rows();
    assertThat(rows).hasSizeGreaterThan(100);
    List<String> wrong = new ArrayList<>();
    for (Row row : rows) {
      Matcher named = NAMED.matcher(row.tests);
      if (!named.find() || row.restored.isEmpty()) {
        wrong.add("no test, or nothing of restores: " + row);
        continue;
      }
      do {
        check(row, named.group(1), named.group(2), wrong);
      } while (named.find());
    }
    assertThat(wrong).isEmpty();
  }

  private static void check(Row row, String testClass, String method, List<String> wrong)
      throws IOException {
    String source = sourceOf(testClass);
    int at = source.indexOf("void " + method + "(");
    if (at < 0) {
      wrong.add("there is no test " + testClass + "." + method);
      return;
    }
    String annotations = source.substring(source.lastIndexOf("\n\n", at), at);
    String parameters = source.substring(at, source.indexOf('{', at));
    if (!annotations.contains("@Test") && !annotations.contains("@ParameterizedTest")) {
      wrong.add(testClass + "." + method + " is no test");
    }
    boolean restored =
        parameters.contains("HarnessMode mode")
            && (annotations.contains("HarnessMode#all") || annotations.contains("(MODES)"));
    if (restored != row.restored.equals("yes")) {
      wrong.add(testClass + "." + method + " does not run as it says: " + row.restored);
    }
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(REPOSITORY.resolve("docs/semantics.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| statement"))
        .map(Row::of)
        .toList();
  }

  private static String sourceOf(String testClass) throws IOException {
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve("verticles"))) {
      Path found =
          files
              .filter(file -> file.endsWith(testClass + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no class " + testClass));
      return Files.readString(found);
    }
  }
}
