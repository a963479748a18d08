package dev.weir.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EncodedAccumulatorsTest {

  private static EncodedAccumulator of(int bytes) {
    return new EncodedAccumulator.Written("Counter", new byte[bytes]);
  }

  private static EncodedAccumulators values(Object... namesAndBytes) {
    Map<String, EncodedAccumulator> all = new LinkedHashMap<>();
    for (int i = 0; i < namesAndBytes.length; i += 2) {
      all.put((String) namesAndBytes[i], of((Integer) namesAndBytes[i + 1]));
    }
    return new EncodedAccumulators(all);
  }

  @Test
  void values_for_which_there_is_room_stay_as_they_are() {
    EncodedAccumulators all = values("a", 10, "b", 20);
    assertThat(all.within(all.size())).isSameAs(all);
  }

  @Test
  void the_largest_make_room_first_and_say_what_they_would_have_taken() {
    EncodedAccumulators all = values("a", 10, "b", 5_000, "c", 300, "d", 20);
    EncodedAccumulators fitting = all.within(all.size() - 5_000);
    assertThat(fitting.byName()).containsOnlyKeys("a", "b", "c", "d");
    assertThat(fitting.byName()).containsEntry("c", of(300));
    assertThat(fitting.byName().get("b"))
        .isInstanceOfSatisfying(
            EncodedAccumulator.Failed.class,
            failed -> assertThat(failed.why()).contains("takes 5007 bytes", "362 bytes are kept"));
  }

  @Test
  void failures_make_no_room() {
    EncodedAccumulators failed =
        new EncodedAccumulators(Map.of("a", new EncodedAccumulator.Failed("it is not there")));
    assertThat(failed.within(0)).isEqualTo(failed);
  }

  @Test
  void values_are_equal_if_their_bytes_are() {
    assertThat(values("a", 10)).isEqualTo(values("a", 10)).hasSameHashCodeAs(values("a", 10));
    assertThat(values("a", 10)).isNotEqualTo(values("a", 11));
  }
}
