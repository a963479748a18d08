package dev.weir.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.types.Types;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EntrySerializerTest {

  /** Longs whose schema is whatever a program has called it. */
  private record Named(String schema) implements TypeSerializer<Long> {
    @Override
    public void write(Long value, ByteOutput out) {
      out.writeLong(value);
    }

    @Override
    public Long read(ByteInput in) {
      return in.readLong();
    }

    @Override
    public Long copy(Long value) {
      return value;
    }

    @Override
    public boolean isImmutable() {
      return true;
    }

    @Override
    public TypeSerializer<Long> duplicate() {
      return this;
    }
  }

  private static EntrySerializer<Long, Long> entries(String keys, String values) {
    return new EntrySerializer<>(new Named(keys), new Named(values));
  }

  @Test
  void an_entry_whose_key_speaks_of_an_arrow_can_be_read_again() {
    EntrySerializer<Long, Long> entries = entries("from -> to", "number");
    assertThat(entries.canRead(entries.schema())).isTrue();
    assertThat(entries.canRead(entries("from", "number").schema())).isFalse();
  }

  @Test
  void an_entry_whose_value_is_a_map_can_be_read_again() {
    EntrySerializer<String, Map<String, Long>> entries =
        new EntrySerializer<>(
            Types.STRING.createSerializer(),
            Types.MAP(Types.STRING, Types.LONG).createSerializer());
    assertThat(entries.canRead(entries.schema())).isTrue();
  }

  @Test
  void a_schema_without_an_arrow_is_not_that_of_an_entry() {
    assertThat(entries("a", "b").canRead("a, b")).isFalse();
  }
}
