package dev.weir.state.rocksdb;

import static dev.weir.state.contract.TestSerializers.INT;
import static dev.weir.state.contract.TestSerializers.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.contract.InMemoryCheckpointStorage;
import dev.weir.state.contract.StateFixture;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** State that was saved as ints and is read as longs, by a serialiser that can do so. */
class SchemaChangeTest {

  private static final TypeSerializer<Long> WIDENED = new Widened();

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Form.class)
  void state_of_an_older_schema_is_rewritten_when_it_is_asked_for(Form form) throws Exception {
    try (StateFixture fixture =
        new StateFixture(
            new RocksDBStateBackend(), new InMemoryCheckpointStorage(), directory, 16)) {
      KeyedSnapshot saved = fixture.snapshot(savedAsInts(fixture), 1, form);
      KeyedStateBackend<Long> widened = fixture.open(LONG, saved);
      checkWidened(widened, 100);
      writeBeyondInt(widened);

      KeyedStateBackend<Long> again = fixture.open(LONG, fixture.snapshot(widened, 2, form));

      checkWidened(again, 50);
      again.setCurrentKey(99L, KeyGroups.hash(99L));
      assertThat(again.valueState(new ValueStateSpec<>("value", WIDENED, null)).value())
          .isEqualTo(1L << 40);
    }
  }

  private static KeyedStateBackend<Long> savedAsInts(StateFixture fixture) throws Exception {
    KeyedStateBackend<Long> state = fixture.open(LONG);
    for (long key = 0; key < 100; key++) {
      state.setCurrentKey(key, KeyGroups.hash(key));
      state.valueState(new ValueStateSpec<>("value", INT, null)).update((int) key);
      state.listState(new ListStateSpec<>("list", INT)).update(List.of(1, 2, (int) key));
      state.mapState(new MapStateSpec<>("map", INT, INT)).put((int) key, -1);
    }
    return state;
  }

  private static void checkWidened(KeyedStateBackend<Long> state, int keys) throws Exception {
    ValueState<Long> value = state.valueState(new ValueStateSpec<>("value", WIDENED, null));
    ListState<Long> list = state.listState(new ListStateSpec<>("list", WIDENED));
    MapState<Long, Long> map = state.mapState(new MapStateSpec<>("map", WIDENED, WIDENED));
    for (long key = 0; key < keys; key++) {
      state.setCurrentKey(key, KeyGroups.hash(key));
      assertThat(value.value()).isEqualTo(key);
      assertThat(list.get()).containsExactly(1L, 2L, key);
      assertThat(map.get(key)).isEqualTo(-1L);
      assertThat(map.entries()).containsExactly(Map.entry(key, -1L));
    }
  }

  private static void writeBeyondInt(KeyedStateBackend<Long> state) throws Exception {
    for (long key = 50; key < 100; key++) {
      state.setCurrentKey(key, KeyGroups.hash(key));
      state.valueState(new ValueStateSpec<>("value", WIDENED, null)).update(1L << 40);
    }
  }

  private static final class Widened implements TypeSerializer<Long> {

    @Override
    public void write(Long value, ByteOutput out) {
      out.writeLong(value);
    }

    @Override
    public Long read(ByteInput in) {
      return in.remaining() == Integer.BYTES ? in.readInt() : in.readLong();
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

    @Override
    public String schema() {
      return "widened long";
    }

    @Override
    public boolean canRead(String writtenSchema) {
      return writtenSchema.equals("int") || writtenSchema.equals(schema());
    }
  }
}
