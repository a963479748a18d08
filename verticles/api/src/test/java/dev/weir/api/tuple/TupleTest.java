package dev.weir.api.tuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TupleTest {

  @Test
  void text_is_the_fields_in_parentheses() {
    assertThat(Tuple2.of("a", 1)).hasToString("(a,1)");
    assertThat(new Tuple2<String, Integer>()).hasToString("(null,null)");
    assertThat(Tuple0.INSTANCE).hasToString("()");
    assertThat(Tuple1.of(new int[] {1, 2})).hasToString("([1, 2])");
  }

  @Test
  void equal_fields_make_equal_tuples() {
    assertThat(Tuple2.of("a", 1)).isEqualTo(Tuple2.of("a", 1)).hasSameHashCodeAs(Tuple2.of("a", 1));
    assertThat(Tuple2.of("a", 1)).isNotEqualTo(Tuple2.of("a", 2));
    assertThat((Object) Tuple1.of("a")).isNotEqualTo(Tuple2.of("a", null));
  }

  @Test
  void fields_of_every_arity_are_read_and_set_by_position() {
    for (int arity = 1; arity <= Tuple.MAX_ARITY; arity++) {
      Tuple tuple = Tuple.newInstance(arity);
      List<Integer> values = new ArrayList<>();
      for (int i = 0; i < arity; i++) {
        tuple.setField(i * 7, i);
        values.add(i * 7);
      }
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < arity; i++) {
        found.add(tuple.<Integer>getField(i));
      }
      assertThat(found).isEqualTo(values);
      assertThat(tuple.getArity()).isEqualTo(arity);
      assertThat(tuple.copy()).isEqualTo(tuple).isNotSameAs(tuple).hasSameHashCodeAs(tuple);
      assertThat(Tuple.getTupleClass(arity)).isEqualTo(tuple.getClass());
    }
  }

  @Test
  void a_position_outside_is_refused() {
    assertThatThrownBy(() -> Tuple2.of("a", 1).getField(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("there is no field 2 in a tuple of 2");
    assertThatThrownBy(() -> Tuple2.of("a", 1).setField("b", -1))
        .hasMessage("there is no field -1 in a tuple of 2");
    assertThatThrownBy(() -> Tuple.newInstance(11))
        .hasMessage("a tuple has 0 to 10 fields, found 11");
  }
}
