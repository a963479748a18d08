package dev.weir.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.api.functions.MapFunction;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionCopyTest {

  @Test
  void copies_share_no_state() throws Exception {
    Remembering original = new Remembering(new ArrayList<>(), Types.LONG);
    Remembering copy = FunctionCopy.of(original);
    copy.map(1L);

    assertThat(copy.seen).containsExactly(1L);
    assertThat(original.seen).isEmpty();
  }

  @Test
  void types_are_shared_by_reference() {
    Remembering original = new Remembering(new ArrayList<>(), Types.LIST(Types.STRING));

    assertThat(FunctionCopy.of(original).type).isSameAs(original.type);
  }

  @Test
  void lambdas_are_copied_with_what_they_capture() throws Exception {
    int offset = 7;
    MapFunction<Integer, Integer> adding = n -> n + offset;

    assertThat(FunctionCopy.of(adding).map(1)).isEqualTo(8);
  }

  @Test
  void what_cannot_be_copied_is_named() {
    Object lock = new Object();
    MapFunction<Integer, String> capturing = n -> lock.toString();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FunctionCopy.of(capturing))
        .withMessageContaining("java.lang.Object")
        .withMessageContaining("transient");
  }

  private static final class Remembering implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final List<Long> seen;
    private final TypeInformation<?> type;

    Remembering(List<Long> seen, TypeInformation<?> type) {
      this.seen = seen;
      this.type = type;
    }

    @Override
    public Long map(Long value) {
      seen.add(value);
      return value;
    }
  }
}
