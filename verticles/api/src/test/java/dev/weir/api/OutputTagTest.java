package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.Types;
import org.junit.jupiter.api.Test;

class OutputTagTest {

  @Test
  void an_anonymous_class_captures_the_type() {
    assertThat(new OutputTag<Tuple2<String, Long>>("late") {}.getTypeInfo())
        .isEqualTo(Types.TUPLE(Types.STRING, Types.LONG));
  }

  @Test
  void tags_with_one_id_are_equal() {
    assertThat(new OutputTag<String>("a") {})
        .isEqualTo(new OutputTag<>("a", Types.STRING))
        .hasSameHashCodeAs(new OutputTag<>("a", Types.STRING))
        .isNotEqualTo(new OutputTag<>("b", Types.STRING));
  }

  @Test
  void forgotten_braces_are_explained() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutputTag<String>("late"))
        .withMessageContaining("new OutputTag<...>(\"late\") {}");
    assertThatIllegalArgumentException().isThrownBy(() -> new OutputTag<>(" ", Types.STRING));
  }
}
