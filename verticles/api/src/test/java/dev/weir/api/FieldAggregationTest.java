package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.graph.AggregationKind;
import dev.weir.api.graph.FieldAggregation;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.FieldAccessor;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldAggregationTest {

  /** A record as programs have them. */
  public record Sale(String shop, double amount) {}

  private static Tuple2<String, Integer> reduce(
      AggregationKind kind, Tuple2<String, Integer> first, Tuple2<String, Integer> second)
      throws Exception {
    FieldAccessor<Tuple2<String, Integer>, Integer> field =
        FieldAccessor.of(Types.TUPLE(Types.STRING, Types.INT), 1);
    return new FieldAggregation<>(kind, field).toReduceFunction().reduce(first, second);
  }

  @Test
  void sum_min_and_max_keep_the_other_fields_of_the_first() throws Exception {
    Tuple2<String, Integer> first = Tuple2.of("a", 5);
    assertThat(reduce(AggregationKind.SUM, first, Tuple2.of("b", 3))).isEqualTo(Tuple2.of("a", 8));
    assertThat(reduce(AggregationKind.MIN, first, Tuple2.of("b", 3))).isEqualTo(Tuple2.of("a", 3));
    assertThat(reduce(AggregationKind.MAX, first, Tuple2.of("b", 3))).isEqualTo(Tuple2.of("a", 5));
    assertThat(reduce(AggregationKind.MAX, first, Tuple2.of("b", 9))).isEqualTo(Tuple2.of("a", 9));
    assertThat(first).isEqualTo(Tuple2.of("a", 5));
  }

  @Test
  void min_by_and_max_by_keep_a_whole_record() throws Exception {
    Tuple2<String, Integer> a = Tuple2.of("a", 5);
    Tuple2<String, Integer> b = Tuple2.of("b", 5);
    Tuple2<String, Integer> c = Tuple2.of("c", 9);
    assertThat(reduce(AggregationKind.MIN_BY_FIRST, a, b)).isSameAs(a);
    assertThat(reduce(AggregationKind.MIN_BY_LAST, a, b)).isSameAs(b);
    assertThat(reduce(AggregationKind.MAX_BY_FIRST, a, b)).isSameAs(a);
    assertThat(reduce(AggregationKind.MAX_BY_LAST, a, b)).isSameAs(b);
    assertThat(reduce(AggregationKind.MAX_BY_FIRST, a, c)).isSameAs(c);
    assertThat(reduce(AggregationKind.MIN_BY_LAST, a, c)).isSameAs(a);
  }

  @Test
  void every_number_type_can_be_summed() throws Exception {
    assertThat(sum(Types.LONG, 1L, 2L)).isEqualTo(3L);
    assertThat(sum(Types.INT, 1, 2)).isEqualTo(3);
    assertThat(sum(Types.SHORT, (short) 1, (short) 2)).isEqualTo((short) 3);
    assertThat(sum(Types.BYTE, (byte) 127, (byte) 1)).isEqualTo((byte) -128);
    assertThat(sum(Types.FLOAT, 1f, 2f)).isEqualTo(3f);
    assertThat(sum(Types.DOUBLE, 1d, 2d)).isEqualTo(3d);
  }

  private static <N> N sum(TypeInformation<N> type, N a, N b) throws Exception {
    FieldAccessor<N, N> itself = FieldAccessor.of(type, 0);
    return new FieldAggregation<>(AggregationKind.SUM, itself).toReduceFunction().reduce(a, b);
  }

  @Test
  void fields_of_records_are_summed_by_name_and_the_function_can_be_copied() throws Exception {
    FieldAccessor<Sale, Double> amount = FieldAccessor.of(TypeInformation.of(Sale.class), "amount");
    ReduceFunction<Sale> sum =
        new FieldAggregation<>(AggregationKind.SUM, amount).toReduceFunction();

    assertThat(FunctionCopy.of(sum).reduce(new Sale("x", 1.5), new Sale("y", 2)))
        .isEqualTo(new Sale("x", 3.5));
  }

  /** A POJO as programs have them, with a field that another class declares. */
  public static class Base {
    public int count;
  }

  /** All kinds of fields. */
  public static class Visit extends Base {
    public String page = "none";
    public long bytes;
    public double cost;
    public float share;
    public short few;
    public Long boxed = 1L;

    static Visit of(String page, int n) {
      Visit visit = new Visit();
      visit.page = page;
      visit.count = n;
      visit.bytes = n;
      visit.cost = n;
      visit.share = n;
      visit.few = (short) n;
      visit.boxed = (long) n;
      return visit;
    }

    List<Object> fields() {
      return List.of(page, count, bytes, cost, share, few, boxed);
    }
  }

  /** All kinds of components. */
  public record Sums(int count, String name, long bytes, double cost, float share, Integer boxed) {}

  @ParameterizedTest
  @CsvSource({"count,1", "bytes,2", "cost,3", "share,4", "few,5", "boxed,6"})
  void one_field_of_a_pojo_is_summed_and_the_others_are_those_of_the_first(
      String name, int position) throws Exception {
    FieldAccessor<Visit, Object> field = FieldAccessor.of(TypeInformation.of(Visit.class), name);
    Visit first = Visit.of("first", 5);

    Visit sum =
        new FieldAggregation<>(AggregationKind.SUM, field)
            .toReduceFunction()
            .reduce(first, Visit.of("second", 7));

    List<Object> expected = new ArrayList<>(first.fields());
    expected.set(position, Visit.of("sum", 12).fields().get(position));
    assertThat(sum.fields()).isEqualTo(expected);
    assertThat(first.fields()).as("the first").isEqualTo(Visit.of("first", 5).fields());
  }

  @ParameterizedTest
  @ValueSource(strings = {"count", "bytes", "cost", "share", "boxed"})
  void one_component_of_a_record_is_summed_and_the_others_are_those_of_the_first(String name)
      throws Exception {
    FieldAccessor<Sums, Object> field = FieldAccessor.of(TypeInformation.of(Sums.class), name);
    Sums first = new Sums(1, "first", 2, 3, 4, 5);

    Sums sum =
        new FieldAggregation<>(AggregationKind.SUM, field)
            .toReduceFunction()
            .reduce(first, new Sums(10, "second", 10, 10, 10, 10));

    assertThat(sum)
        .isEqualTo(
            new Sums(
                name.equals("count") ? 11 : 1,
                "first",
                name.equals("bytes") ? 12 : 2,
                name.equals("cost") ? 13 : 3,
                name.equals("share") ? 14 : 4,
                name.equals("boxed") ? 15 : 5));
  }

  /** Refuses what is too much. */
  public record Limited(String name, int count) {
    public Limited {
      if (count > 10) {
        throw new IllegalArgumentException("more than 10: " + count);
      }
    }
  }

  @Test
  void what_a_constructor_throws_is_thrown() throws Exception {
    FieldAccessor<Limited, Integer> count =
        FieldAccessor.of(TypeInformation.of(Limited.class), "count");
    ReduceFunction<Limited> sum =
        new FieldAggregation<>(AggregationKind.SUM, count).toReduceFunction();

    assertThatThrownBy(() -> sum.reduce(new Limited("a", 9), new Limited("a", 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("more than 10: 11");
  }
}
