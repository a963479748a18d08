package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.graph.AggregationKind;
import dev.weir.api.graph.FieldAggregation;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.FieldAccessor;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import org.junit.jupiter.api.Test;

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
}
