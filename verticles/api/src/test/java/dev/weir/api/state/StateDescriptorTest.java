package dev.weir.api.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.RichReduceFunction;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.types.Types;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import org.junit.jupiter.api.Test;

class StateDescriptorTest {

  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) {
    ByteOutput out = new ByteOutput();
    serializer.write(value, out);
    return serializer.read(new ByteInput(out.toByteArray()));
  }

  @Test
  void types_can_be_given_as_class_type_or_serializer() {
    TypeSerializer<Long> given = Types.LONG.createSerializer();

    assertThat(roundTrip(new ValueStateDescriptor<>("v", Long.class).createSerializer(), 7L))
        .isEqualTo(7L);
    assertThat(roundTrip(new ListStateDescriptor<>("l", Types.LONG).createElementSerializer(), 7L))
        .isEqualTo(7L);
    assertThat(roundTrip(new ListStateDescriptor<>("l", given).createElementSerializer(), 7L))
        .isEqualTo(7L);
    MapStateDescriptor<String, Long> map = new MapStateDescriptor<>("m", String.class, Long.class);
    assertThat(roundTrip(map.createKeySerializer(), "k")).isEqualTo("k");
    assertThat(roundTrip(map.createValueSerializer(), 7L)).isEqualTo(7L);
    assertThat(new ValueStateDescriptor<>("v", Types.LONG, 3L).getDefaultValue()).isEqualTo(3L);
    assertThat(new ValueStateDescriptor<>("v", Types.LONG).getDefaultValue()).isNull();
  }

  @Test
  void kinds_are_told_apart() {
    assertThat(new ValueStateDescriptor<>("x", Types.LONG).getType())
        .isEqualTo(StateDescriptor.Type.VALUE);
    assertThat(new ReducingStateDescriptor<>("x", Long::sum, Types.LONG).getType())
        .isEqualTo(StateDescriptor.Type.REDUCING);
    assertThat(new ValueStateDescriptor<>("x", Types.LONG))
        .isEqualTo(new ValueStateDescriptor<>("x", Types.INT))
        .isNotEqualTo(new ListStateDescriptor<>("x", Types.LONG))
        .isNotEqualTo(new ValueStateDescriptor<>("y", Types.LONG))
        .hasToString("ValueStateDescriptor{x}");
  }

  @Test
  void a_descriptor_in_a_function_is_copied_with_it() {
    AggregatingStateDescriptor<Long, Long, Long> copy =
        FunctionCopy.of(new AggregatingStateDescriptor<>("a", new Adding(), Types.LONG));

    assertThat(copy.getName()).isEqualTo("a");
    assertThat(copy.getAggregateFunction().add(2L, 3L)).isEqualTo(5L);
    assertThat(roundTrip(copy.createSerializer(), 9L)).isEqualTo(9L);
  }

  @Test
  void bad_names_and_rich_functions_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueStateDescriptor<>(" ", Types.LONG))
        .withMessageContaining("must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueStateDescriptor<>("a\u0000b", Types.LONG))
        .withMessageContaining("'a?b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReducingStateDescriptor<>("r", new RichSum(), Types.LONG))
        .withMessageContaining("'r' must not be a rich function");
  }

  private static final class RichSum extends RichReduceFunction<Long> {
    @Override
    public Long reduce(Long value1, Long value2) {
      return value1 + value2;
    }
  }

  private static final class Adding implements AggregateFunction<Long, Long, Long> {
    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Long value, Long accumulator) {
      return value + accumulator;
    }

    @Override
    public Long getResult(Long accumulator) {
      return accumulator;
    }

    @Override
    public Long merge(Long a, Long b) {
      return a + b;
    }
  }
}
