package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {

  private static final Configuration DEFAULTS = Configuration.defaults();

  static Set<String> keys() {
    return DEFAULTS.settings().keySet();
  }

  /** No key's default is blank, and no option may be: so a blank is refused by whoever reads it. */
  @ParameterizedTest
  @MethodSource("keys")
  void every_key_is_read_by_an_option(String key) {
    assertThatThrownBy(() -> WeirOptions.of(DEFAULTS.with(key, " ")))
        .isInstanceOfSatisfying(
            InvalidOptionException.class, e -> assertThat(e.key()).isEqualTo(key))
        .hasMessageStartingWith(key + " is \" \" (program), expected ");
  }

  @Test
  void every_option_has_a_key() {
    Set<String> options = new TreeSet<>();
    collect(WeirOptions.class, "", options);

    assertThat(options).isEqualTo(keys());
  }

  @Test
  void every_key_has_an_environment_variable_of_its_own() {
    Stream<String> variables = keys().stream().map(EnvironmentVariables::variable);

    assertThat(variables).doesNotHaveDuplicates().doesNotContain(EnvironmentVariables.FILE);
  }

  @Test
  void every_key_has_a_comment() throws IOException {
    List<String> lines = referenceLines();

    int[] settings =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).matches(" +[a-z-]+: .+"))
            .toArray();

    assertThat(settings).hasSameSizeAs(keys());
    for (int i : settings) {
      assertThat(lines.get(i - 1).strip()).as("above %s", lines.get(i)).startsWith("#");
    }
  }

  private static void collect(Class<?> record, String prefix, Set<String> into) {
    for (RecordComponent component : record.getRecordComponents()) {
      String key = prefix + kebab(component.getName());
      if (component.getType().isRecord()) {
        collect(component.getType(), key + ".", into);
      } else {
        into.add(key);
      }
    }
  }

  /** The unit at the end of a component is no part of the key: the value carries its own. */
  private static String kebab(String name) {
    return name.replaceFirst("Bytes$", "").replaceAll("([A-Z])", "-$1").toLowerCase();
  }

  private static List<String> referenceLines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ReferenceTest.class.getResourceAsStream("/reference.yaml")),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
