package dev.weir.runtime.accumulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.accumulators.Accumulator;
import dev.weir.api.accumulators.AverageAccumulator;
import dev.weir.api.accumulators.DoubleCounter;
import dev.weir.api.accumulators.DoubleMaximum;
import dev.weir.api.accumulators.DoubleMinimum;
import dev.weir.api.accumulators.Histogram;
import dev.weir.api.accumulators.IntCounter;
import dev.weir.api.accumulators.IntMaximum;
import dev.weir.api.accumulators.IntMinimum;
import dev.weir.api.accumulators.ListAccumulator;
import dev.weir.api.accumulators.LongCounter;
import dev.weir.api.accumulators.LongMaximum;
import dev.weir.api.accumulators.LongMinimum;
import dev.weir.api.accumulators.SimpleAccumulator;
import dev.weir.api.tuple.Tuple2;
import dev.weir.protocol.EncodedAccumulator;
import dev.weir.protocol.EncodedAccumulators;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class AccumulatorFormatTest {

  /** As a program might write one. */
  static final class Distinct implements Accumulator<String, TreeSet<String>> {
    private static final long serialVersionUID = 1L;

    private final TreeSet<String> words = new TreeSet<>();

    @Override
    public void add(String value) {
      words.add(value);
    }

    @Override
    public TreeSet<String> getLocalValue() {
      return words;
    }

    @Override
    public void resetLocal() {
      words.clear();
    }

    @Override
    public void merge(Accumulator<String, TreeSet<String>> other) {
      words.addAll(other.getLocalValue());
    }

    @Override
    public Distinct clone() {
      Distinct clone = new Distinct();
      clone.merge(this);
      return clone;
    }
  }

  private record Point(int x, int y) implements Serializable {}

  private static AccumulatorValues thereAndBack(AccumulatorValues values) {
    return AccumulatorFormat.decode(AccumulatorFormat.encode(values));
  }

  private static void add(Map<String, Accumulator<?, ?>> all, Accumulator<?, ?> accumulator) {
    all.put(accumulator.getClass().getSimpleName(), accumulator);
  }

  @Test
  void accumulators_of_all_classes_come_across_and_can_be_merged_there() {
    AverageAccumulator average = new AverageAccumulator();
    average.add(1);
    average.add(2);
    Histogram histogram = new Histogram();
    histogram.add(7);
    Distinct distinct = new Distinct();
    distinct.add("word");
    Map<String, Accumulator<?, ?>> all = new LinkedHashMap<>();
    add(all, new IntCounter(1));
    add(all, new LongCounter(2));
    add(all, new DoubleCounter(3));
    add(all, new IntMinimum(4));
    add(all, new IntMaximum(5));
    add(all, new LongMinimum(6));
    add(all, new LongMaximum(7));
    add(all, new DoubleMinimum(8));
    add(all, new DoubleMaximum(9));
    add(all, average);
    add(all, histogram);
    add(all, distinct);
    AccumulatorValues sent =
        new AccumulatorValues(all, Map.of("broken", "its clone method throws"));

    AccumulatorValues received = thereAndBack(sent);

    assertThat(received.results()).isEqualTo(sent.results());
    assertThat(received.failures()).isEqualTo(sent.failures());
    assertThat(AccumulatorValues.merge(List.of(received, received)).results())
        .containsEntry("IntCounter", 2)
        .containsEntry("AverageAccumulator", 1.5)
        .containsEntry("Histogram", new TreeMap<>(Map.of(7, 2)))
        .containsEntry("Distinct", new TreeSet<>(Set.of("word")));
  }

  @Test
  void listed_values_come_across_each_as_what_it_is() {
    ListAccumulator<Object> list = new ListAccumulator<>();
    list.add("text");
    list.add(3L);
    list.add(new Point(1, 2));
    list.add(Tuple2.of("a", new Point(3, 4)));
    AccumulatorValues received =
        thereAndBack(new AccumulatorValues(Map.of("list", list), Map.of()));
    assertThat(received.results()).containsEntry("list", list.getLocalValue());
  }

  @Test
  void a_listed_value_that_cannot_be_sent_is_a_failure_that_says_why() {
    ListAccumulator<Object> list = new ListAccumulator<>();
    list.add("text");
    list.add(new Object());
    AccumulatorValues received =
        thereAndBack(
            new AccumulatorValues(Map.of("list", list, "count", new IntCounter(2)), Map.of()));
    assertThat(received.results()).isEqualTo(Map.of("count", 2));
    assertThat(received.failures().get("list")).contains("java.lang.Object is not Serializable");
  }

  @Test
  void one_that_cannot_be_read_is_a_failure_that_says_why_and_leaves_the_others_alone() {
    Map<String, EncodedAccumulator> encoded = new LinkedHashMap<>();
    encoded.put("text", new EncodedAccumulator.Written(String.class.getName(), new byte[4]));
    encoded.put("gone", new EncodedAccumulator.Written("no.such.Counter", new byte[4]));
    encoded.put(
        "short", new EncodedAccumulator.Written(IntCounter.class.getName(), new byte[] {1}));
    encoded.put("long", new EncodedAccumulator.Written(IntCounter.class.getName(), new byte[99]));
    encoded.putAll(
        AccumulatorFormat.encode(
                new AccumulatorValues(Map.of("count", new IntCounter(2)), Map.of()))
            .byName());
    AccumulatorValues values = AccumulatorFormat.decode(new EncodedAccumulators(encoded));
    assertThat(values.results()).isEqualTo(Map.of("count", 2));
    assertThat(values.failures()).containsOnlyKeys("text", "gone", "short", "long");
    assertThat(values.failures().get("text")).contains("java.lang.String is no Accumulator");
    assertThat(values.failures().get("gone")).contains("no class named no.such.Counter");
  }

  /** As a program should not write one. */
  static final class Unshowable implements SimpleAccumulator<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public void add(Integer value) {}

    @Override
    public Integer getLocalValue() {
      return 1;
    }

    @Override
    public void resetLocal() {}

    @Override
    public void merge(Accumulator<Integer, Integer> other) {}

    @Override
    public Unshowable clone() {
      return new Unshowable();
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }

  @Test
  void merged_ones_are_shown_by_their_own_text() {
    EncodedAccumulators part =
        AccumulatorFormat.encode(
            new AccumulatorValues(
                Map.of("count", new IntCounter(2), "secret", new Unshowable()),
                Map.of("broken", "why not")));
    MergedAccumulators merged = MergedAccumulators.of(List.of(part, part));
    assertThat(AccumulatorFormat.decode(merged.encoded()).results())
        .isEqualTo(Map.of("count", 4, "secret", 1));
    assertThat(merged.texts()).containsOnlyKeys("count", "secret");
    assertThat(merged.texts()).containsEntry("count", "IntCounter 4");
    assertThat(merged.texts().get("secret")).contains("cannot be shown").contains("no text");
    assertThat(merged.within(0).texts()).isEmpty();
  }

  /** Throws where a program might. */
  private static final class Throwing implements SimpleAccumulator<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public void add(Integer value) {}

    @Override
    public Integer getLocalValue() {
      return 1;
    }

    @Override
    public void resetLocal() {}

    @Override
    public void merge(Accumulator<Integer, Integer> other) {
      throw new IllegalStateException("no merging");
    }

    @Override
    public Throwing clone() {
      return new Throwing();
    }
  }

  @Test
  void one_that_cannot_be_merged_is_a_failure_of_its_own() {
    AccumulatorValues values =
        new AccumulatorValues(
            Map.of("throwing", new Throwing(), "count", new IntCounter(2)), Map.of());
    AccumulatorValues merged = AccumulatorValues.merge(List.of(values, values, values));
    assertThat(merged.results()).isEqualTo(Map.of("count", 6));
    assertThat(merged.failures().get("throwing")).contains("no merging");
  }
}
