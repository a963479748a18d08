package dev.weir.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.api.functions.MapFunction;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
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
  void what_is_not_serializable_is_shared() {
    Object lock = new Object();
    Holding original = new Holding(lock);

    Holding copy = FunctionCopy.of(original);

    assertThat(copy).isNotSameAs(original);
    assertThat(copy.held).isSameAs(lock);
  }

  @Test
  void an_anonymous_function_keeps_the_object_around_it() throws Exception {
    MapFunction<Integer, Integer> anonymous =
        new MapFunction<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public Integer map(Integer value) {
            return value + FunctionCopyTest.this.around();
          }
        };

    assertThat(FunctionCopy.of(anonymous).map(1)).isEqualTo(43);
  }

  private int around() {
    return 42;
  }

  @Test
  void what_cannot_be_copied_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FunctionCopy.of(new Refusing()))
        .withMessageContaining(Refusing.class.getName())
        .withMessageContaining("refuses to be written")
        .withMessageContaining("transient");
  }

  private static final class Holding implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // that is what the test is about
    private final Object held;

    Holding(Object held) {
      this.held = held;
    }

    @Override
    public Long map(Long value) {
      return value;
    }
  }

  private static final class Refusing implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(Long value) {
      return value;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      throw new NotSerializableException("refuses to be written");
    }
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
