package dev.weir.api.accumulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AccumulatorsTest {

  /** An accumulator, what to add to it, what comes out, and what is left when it begins anew. */
  private static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(new IntCounter(), List.of(3, -1, 5), 7, 0),
        Arguments.of(new LongCounter(), List.of(3L, -1L, 5L), 7L, 0L),
        Arguments.of(new DoubleCounter(), List.of(0.5, 0.25, 1.0), 1.75, 0.0),
        Arguments.of(new IntMinimum(), List.of(3, -1, 5), -1, Integer.MAX_VALUE),
        Arguments.of(new IntMaximum(), List.of(3, -1, 5), 5, Integer.MIN_VALUE),
        Arguments.of(new LongMinimum(), List.of(3L, -1L, 5L), -1L, Long.MAX_VALUE),
        Arguments.of(new LongMaximum(), List.of(3L, -1L, 5L), 5L, Long.MIN_VALUE),
        Arguments.of(new DoubleMinimum(), List.of(3.0, -1.0), -1.0, Double.POSITIVE_INFINITY),
        Arguments.of(new DoubleMaximum(), List.of(-3.0, -1.0), -1.0, Double.NEGATIVE_INFINITY),
        Arguments.of(new AverageAccumulator(), List.of(1.0, 2.0, 6.0), 3.0, 0.0),
        Arguments.of(
            new ListAccumulator<String>(), List.of("a", "b"), List.of("a", "b"), List.of()),
        Arguments.of(
            new Histogram(), List.of(4, 2, 4), new TreeMap<>(Map.of(2, 1, 4, 2)), new TreeMap<>()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <V, R extends Serializable> void what_is_added_comes_out(
      Accumulator<V, R> accumulator, List<V> values, R result, R empty) {
    assertThat(accumulator.getLocalValue()).isEqualTo(empty);
    values.forEach(accumulator::add);
    assertThat(accumulator.getLocalValue()).isEqualTo(result);
    accumulator.resetLocal();
    assertThat(accumulator.getLocalValue()).isEqualTo(empty);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <V, R extends Serializable> void parts_that_are_merged_have_the_result_of_the_whole(
      Accumulator<V, R> accumulator, List<V> values, R result, R empty) {
    Accumulator<V, R> second = accumulator.clone();
    Accumulator<V, R> nothing = accumulator.clone();
    accumulator.add(values.get(0));
    values.subList(1, values.size()).forEach(second::add);
    accumulator.merge(second);
    accumulator.merge(nothing);
    assertThat(accumulator.getLocalValue()).isEqualTo(result);
    assertThat(nothing.getLocalValue()).isEqualTo(empty);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <V, R extends Serializable> void a_clone_goes_on_by_itself(
      Accumulator<V, R> accumulator, List<V> values, R result, R empty) {
    values.forEach(accumulator::add);
    Accumulator<V, R> clone = accumulator.clone();
    clone.resetLocal();
    assertThat(clone.getLocalValue()).isEqualTo(empty);
    assertThat(accumulator.getLocalValue()).isEqualTo(result);
  }

  @Test
  void an_average_takes_numbers_of_all_kinds() {
    AverageAccumulator average = new AverageAccumulator();
    average.add(1);
    average.add(2L);
    average.add(4.5);
    assertThat(average.getLocalValue()).isEqualTo(2.5);
  }

  @Test
  void an_average_refuses_what_is_no_average() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AverageAccumulator().merge(new DoubleCounter()))
        .withMessageContaining(DoubleCounter.class.getName());
  }
}
