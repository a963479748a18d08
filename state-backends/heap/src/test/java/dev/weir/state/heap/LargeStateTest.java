package dev.weir.state.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.state.ValueState;
import dev.weir.state.contract.InMemoryCheckpointStorage;
import dev.weir.state.contract.Seed;
import dev.weir.state.contract.StateFixture;
import dev.weir.state.contract.TestSerializers;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.LongValueState;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State of so many keys that pages are split and directories doubled, beside a plain map. */
class LargeStateTest {

  private static final int KEYS = 120_000;

  @TempDir Path directory;

  static Stream<TypeSerializer<Long>> serializers() {
    return Stream.of(TestSerializers.LONG, TestSerializers.BOXED_LONG);
  }

  @ParameterizedTest
  @MethodSource("serializers")
  void each_snapshot_holds_its_moment_while_pages_split(TypeSerializer<Long> serializer)
      throws Exception {
    Seed seed = Seed.fromSystemProperty();
    try (StateFixture fixture = fixture(2)) {
      KeyedStateBackend<Long> state = fixture.open(serializer);
      ValueState<Long> count = state.valueState(new ValueStateSpec<>("count", serializer, null));
      Map<Long, Long> expected = new HashMap<>();
      for (int id = 1; id <= 6; id++) {
        change(state, count, expected, seed.random());
        Map<Long, Long> captured = new HashMap<>(expected);
        Future<KeyedSnapshot> written = fixture.write(StateFixture.capture(state, id, Form.NATIVE));
        change(state, count, expected, seed.random());

        KeyedStateBackend<Long> restored = fixture.open(serializer, StateFixture.await(written));
        assertThat(contentOf(restored, serializer))
            .as("seed %d, snapshot %d", seed.value(), id)
            .isEqualTo(captured);
        assertThat(contentOf(state, serializer)).isEqualTo(expected);
        assertThat(state.size().entries()).isEqualTo(expected.size());
      }
    }
  }

  private record UnderWay(PendingSnapshot<KeyedSnapshot> pending, Map<Long, Long> captured) {}

  @ParameterizedTest
  @MethodSource("serializers")
  void snapshots_under_way_hold_their_moments_in_whatever_order_they_are_written(
      TypeSerializer<Long> serializer) throws Exception {
    Seed seed = Seed.fromSystemProperty();
    try (StateFixture fixture = fixture(2)) {
      KeyedStateBackend<Long> state = fixture.open(serializer);
      ValueState<Long> count = state.valueState(new ValueStateSpec<>("count", serializer, null));
      Map<Long, Long> expected = new HashMap<>();
      List<UnderWay> underWay = new ArrayList<>();
      for (int id = 1; id <= 12; id++) {
        change(state, count, expected, seed.random());
        PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, id, Form.NATIVE);
        underWay.add(new UnderWay(pending, new HashMap<>(expected)));
        if (underWay.size() == 3) {
          UnderWay next = underWay.remove(seed.random().nextInt(3));
          KeyedSnapshot written = StateFixture.await(fixture.write(next.pending));
          KeyedStateBackend<Long> restored = fixture.open(serializer, written);
          assertThat(contentOf(restored, serializer))
              .as("seed %d, snapshot %d", seed.value(), id)
              .isEqualTo(next.captured);
          fixture.close(restored);
        }
      }
      for (UnderWay left : underWay) {
        fixture.discard(left.pending);
      }
      assertThat(contentOf(state, serializer)).isEqualTo(expected);
    }
  }

  @Test
  void the_primitive_view_and_the_boxed_one_are_one_state() throws Exception {
    try (StateFixture fixture = fixture(128)) {
      KeyedStateBackend<Long> state = fixture.open(TestSerializers.LONG);
      LongValueState count =
          (LongValueState)
              state.valueState(new ValueStateSpec<>("count", TestSerializers.LONG, 5L));
      state.setCurrentKey(0L, KeyGroups.hash(0L));

      assertThat(count.value()).isEqualTo(5);
      assertThat(count.get(-1)).isEqualTo(-1);
      assertThat(count.add(3)).isEqualTo(3);
      assertThat(count.add(4)).isEqualTo(7);
      assertThat(count.value()).isEqualTo(7);
      count.set(9);
      assertThat(count.get(-1)).isEqualTo(9);
      count.clear();
      assertThat(count.get(-1)).isEqualTo(-1);
      assertThat(state.size().entries()).isZero();
    }
  }

  private static void change(
      KeyedStateBackend<Long> state,
      ValueState<Long> count,
      Map<Long, Long> expected,
      Random random)
      throws Exception {
    for (int i = 0; i < KEYS / 2; i++) {
      long key = random.nextLong(KEYS) - KEYS / 2;
      state.setCurrentKey(key, KeyGroups.hash(key));
      assertThat(count.value() == null).isEqualTo(expected.get(key) == null);
      if (random.nextInt(4) == 0) {
        count.clear();
        expected.remove(key);
      } else {
        count.update((long) i);
        expected.put(key, (long) i);
      }
    }
  }

  private static Map<Long, Long> contentOf(
      KeyedStateBackend<Long> state, TypeSerializer<Long> serializer) {
    ValueState<Long> count = state.valueState(new ValueStateSpec<>("count", serializer, null));
    Map<Long, Long> content = new HashMap<>();
    state.forEachKey(
        "count",
        key -> {
          try {
            content.put(key, count.value());
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    return content;
  }

  private StateFixture fixture(int maxParallelism) {
    return new StateFixture(
        new HashMapStateBackend(), new InMemoryCheckpointStorage(), directory, maxParallelism);
  }
}
