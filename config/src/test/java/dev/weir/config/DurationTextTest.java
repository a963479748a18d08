package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "10s, PT10S",
    "10 min, PT10M",
    "5 Minutes, PT5M",
    "2h, PT2H",
    "1d, PT24H",
    "7us, PT0.000007S",
    "3ns, PT0.000000003S",
    "0, PT0S",
    "0s, PT0S"
  })
  void a_number_and_a_unit_are_a_duration(String text, Duration expected) {
    assertThat(DurationText.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "1.5s", "10 parsecs", "1s 5ms", "200000d"})
  void anything_else_is_none(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Test
  void a_number_too_long_for_nanoseconds_is_none() {
    assertThat(DurationText.parse("999999999999999999d")).isEmpty();
    assertThat(DurationText.parse("99999999999999999999999s")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "1s", "1500ms", "3600s", "1000001ns"})
  void what_is_formatted_can_be_read_again(String text) {
    assertThat(DurationText.parse(text).map(DurationText::format)).contains(text);
  }
}
