package dev.weir.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.Samples.Account;
import dev.weir.api.types.Samples.Point;
import org.junit.jupiter.api.Test;

class FieldAccessorTest {

  record Line(Point from, Point to, double width) {}

  private static final TypeInformation<Tuple2<String, Long>> PAIR =
      Types.TUPLE(Types.STRING, Types.LONG);

  @Test
  void a_field_of_a_tuple_is_replaced_in_a_copy() {
    FieldAccessor<Tuple2<String, Long>, Long> field = FieldAccessor.of(PAIR, 1);
    Tuple2<String, Long> tuple = Tuple2.of("a", 1L);
    assertThat(field.get(tuple)).isEqualTo(1L);
    assertThat(field.with(tuple, 5L)).isEqualTo(Tuple2.of("a", 5L));
    assertThat(tuple).isEqualTo(Tuple2.of("a", 1L));
    assertThat(field.getFieldType()).isEqualTo(Types.LONG);
    assertThat(FieldAccessor.<Tuple2<String, Long>, String>of(PAIR, "f0").get(tuple))
        .isEqualTo("a");
  }

  @Test
  void a_component_of_a_record_is_replaced_in_a_new_record() {
    TypeInformation<Line> lines = TypeInformation.of(Line.class);
    Line line = new Line(new Point(1, 2), new Point(3, 4), 0.5);
    FieldAccessor<Line, Double> width = FieldAccessor.of(lines, "width");
    assertThat(width.with(line, 2.0)).isEqualTo(new Line(line.from, line.to, 2.0));
    FieldAccessor<Line, Integer> nested = FieldAccessor.of(lines, "to.y");
    assertThat(nested.get(line)).isEqualTo(4);
    assertThat(nested.with(line, 9)).isEqualTo(new Line(line.from, new Point(3, 9), 0.5));
    assertThat(nested.getFieldType()).isEqualTo(Types.INT);
    assertThat(FieldAccessor.<Line, Double>of(lines, 2).get(line)).isEqualTo(0.5);
  }

  @Test
  void a_field_of_a_pojo_is_replaced_in_a_copy() {
    Account account = new Account();
    account.id = "x";
    account.setCents(5);
    FieldAccessor<Account, Long> cents = FieldAccessor.of(Types.POJO(Account.class), "cents");
    Account richer = cents.with(account, 7L);
    assertThat(richer.getCents()).isEqualTo(7);
    assertThat(richer.id).isEqualTo("x");
    assertThat(account.getCents()).isEqualTo(5);
  }

  @Test
  void a_basic_value_is_its_own_field() {
    assertThat(FieldAccessor.<Long, Long>of(Types.LONG, 0).with(1L, 2L)).isEqualTo(2L);
    assertThat(FieldAccessor.<Long, Long>of(Types.LONG, "*").get(1L)).isEqualTo(1L);
  }

  @Test
  void a_field_that_is_not_there_is_named_with_those_that_are() {
    assertThatThrownBy(() -> FieldAccessor.of(PAIR, 2))
        .isInstanceOf(InvalidTypesException.class)
        .hasMessage("type Tuple2<String, Long> has no field '2'; its fields are: f0, f1");
    assertThatThrownBy(() -> FieldAccessor.of(TypeInformation.of(Line.class), "to.z"))
        .hasMessage("type Samples.Point has no field 'z'; its fields are: x, y");
    assertThatThrownBy(() -> FieldAccessor.of(Types.LONG, 1))
        .hasMessage("type Long has no field '1'; it is neither tuple, record nor POJO");
    assertThatThrownBy(() -> FieldAccessor.of(Types.LONG, "f0"))
        .hasMessage("type Long has no field 'f0'; it is neither tuple, record nor POJO");
  }
}
