package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTextTest {

  @ParameterizedTest
  @CsvSource({
    "4096, 4096",
    "4096b, 4096",
    "12 bytes, 12",
    "512kb, 524288",
    "64MB, 67108864",
    "2g, 2147483648",
    "1 TiB, 1099511627776",
    "0, 0"
  })
  void a_number_and_a_unit_are_a_size(String text, long expectedBytes) {
    assertThat(SizeText.parseBytes(text)).hasValue(expectedBytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mb", "-1", "1.5gb", "10 pb", "9000000000tb"})
  void anything_else_is_none(String text) {
    assertThat(SizeText.parseBytes(text)).isEmpty();
  }
}
