package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlSettingsTest {

  @Test
  void nested_sections_become_dotted_keys_with_their_lines() {
    assertThat(read("# first\na:\n  b:\n    c: 1\n  d: two words\ne: 'null'\n"))
        .containsExactly(
            Map.entry("a.b.c", new Setting("1", new Origin("weir.yaml:4"))),
            Map.entry("a.d", new Setting("two words", new Origin("weir.yaml:5"))),
            Map.entry("e", new Setting("null", new Origin("weir.yaml:6"))));
  }

  @Test
  void values_stay_text_as_it_was_written() {
    assertThat(read("a: 010\nb: yes\nc: 1.50\nd: 12:30\n"))
        .extractingFromEntries(entry -> entry.getValue().value())
        .containsExactly("010", "yes", "1.50", "12:30");
  }

  @Test
  void dotted_keys_and_flow_style_are_understood() {
    assertThat(read("checkpointing.interval: 10s\njob: {name: x, resume: true}"))
        .containsOnlyKeys("checkpointing.interval", "job.name", "job.resume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# a comment only\n", "---\n", "{}"})
  void a_file_may_hold_nothing(String text) {
    assertThat(read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: !!java.lang.Runtime {}                    | the tag",
        "a: !!javax.script.ScriptEngineManager {}     | the tag",
        "a: !local b                                  | the tag !local",
        "a: &x b                                      | the anchor &x",
        "a: *x                                        | an alias",
        "a: [1, 2]                                    | a list",
        "- a                                          | a list",
        "{a: b}: c                                    | a mapping in the place of a key",
        "just text                                    | the text"
      })
  void what_is_no_setting_is_refused_with_its_line(String text, String found) {
    assertThatThrownBy(() -> read("\n" + text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("weir.yaml:2 holds " + found)
        .hasMessageEndingWith("expected nothing but sections, keys and values");
  }

  @Test
  void a_second_document_is_refused() {
    assertThatThrownBy(() -> read("a: 1\n---\nb: 2\n"))
        .hasMessageContaining("weir.yaml:2 holds a second document");
  }

  @Test
  void a_key_set_twice_is_refused_with_both_lines() {
    assertThatThrownBy(() -> read("a:\n  b: 1\nc: 2\na.b: 3\n"))
        .hasMessage("a.b is set twice (weir.yaml:2 and line 4), expected once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:", "a: ~", "a: null", "a:\n  b:\n"})
  void a_key_without_a_value_is_refused(String text) {
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("has no value (weir.yaml:")
        .hasMessageEndingWith("leave the line out to keep the default");
  }

  @Test
  void what_is_not_yaml_is_refused_with_its_line() {
    assertThatThrownBy(() -> read("a: 1\nb: 'open\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("weir.yaml:")
        .hasMessageContaining("is not YAML");
    assertThatThrownBy(() -> read("a: \u0000"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("weir.yaml is not YAML");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\u", "\"\\x", "\"\\uzzzz\"", "\"\\UFFFFFFFF\""})
  void an_escape_of_no_character_is_refused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not YAML");
  }

  @Test
  void deep_nesting_does_not_exhaust_the_memory() {
    int depth = 100_000;

    assertThatThrownBy(() -> read("{a: ".repeat(depth) + "[" + "}".repeat(depth)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holds sections more than 16 deep");
  }

  private static Map<String, Setting> read(String text) {
    return YamlSettings.read("weir.yaml", text);
  }
}
