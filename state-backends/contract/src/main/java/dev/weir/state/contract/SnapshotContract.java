package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.COUNT;
import static dev.weir.state.contract.ContractStates.COUNTER;
import static dev.weir.state.contract.ContractStates.COUNTER_LIST;
import static dev.weir.state.contract.ContractStates.COUNTER_MAP;
import static dev.weir.state.contract.ContractStates.LINES;
import static dev.weir.state.contract.ContractStates.WORDS;
import static dev.weir.state.contract.ContractStates.checkOneOfEach;
import static dev.weir.state.contract.ContractStates.contentOf;
import static dev.weir.state.contract.ContractStates.read;
import static dev.weir.state.contract.ContractStates.setKey;
import static dev.weir.state.contract.ContractStates.update;
import static dev.weir.state.contract.ContractStates.writeOneOfEach;
import static dev.weir.state.contract.ContractTools.MAX_PARALLELISM;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotRequest.Form;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a snapshot holds, whatever is done while it is taken. */
interface SnapshotContract extends ContractTools {

  @ParameterizedTest
  @EnumSource(Form.class)
  default void empty_state_is_snapshot_and_restored(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    state.valueState(COUNT);

    KeyedSnapshot snapshot = fixture().snapshot(state, 1, form);
    KeyedStateBackend<String> restored = fixture().open(STRING, snapshot);

    assertThat(snapshot.keyGroups()).isEqualTo(KeyGroups.rangeOf(0, MAX_PARALLELISM, 1));
    assertThat(read(restored, restored.valueState(COUNT), "a")).isNull();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void a_snapshot_says_what_files_it_needs_and_they_are_sound(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    update(state, state.valueState(COUNT), "a", 1L);

    KeyedSnapshot snapshot = fixture().snapshot(state, 1, form);

    assertThat(snapshot.files()).isNotEmpty();
    for (SnapshotFile file : snapshot.files()) {
      storage().verify(file);
    }
    assertThat(snapshot.newBytes()).isPositive();
    assertThat(snapshot.fullBytes())
        .isEqualTo(snapshot.files().stream().mapToLong(SnapshotFile::length).sum());
  }

  @Test
  default void the_canonical_form_is_canonical_and_in_the_directory_of_its_own() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    update(state, state.valueState(COUNT), "a", 1L);

    KeyedSnapshot snapshot = fixture().snapshot(state, 5, Form.CANONICAL);

    assertThat(snapshot).isInstanceOf(CanonicalSnapshot.class);
    assertThat(snapshot.files()).allMatch(file -> file.path().startsWith("job/chk-5/"));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void a_snapshot_is_not_touched_by_later_changes(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, form);

    writeOneOfEach(state, "a", 2);
    writeOneOfEach(state, "b", 2);
    setKey(state, "a");
    state.valueState(COUNT).clear();

    KeyedStateBackend<String> restored =
        fixture().open(STRING, StateFixture.await(fixture().write(pending)));
    checkOneOfEach(restored, "a", 1);
    setKey(restored, "b");
    assertThat(restored.valueState(COUNT).value()).isNull();
    assertThat(restored.listState(LINES).get()).isEmpty();
    assertThat(restored.mapState(WORDS).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void a_snapshot_is_not_touched_by_changes_in_place(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ValueState<Counter> counter = state.valueState(COUNTER);
    ListState<Counter> list = state.listState(COUNTER_LIST);
    MapState<Long, Counter> map = state.mapState(COUNTER_MAP);
    setKey(state, "a");
    counter.update(new Counter("v", 1));
    list.add(new Counter("l", 1));
    map.put(1L, new Counter("m", 1));
    map.put(2L, new Counter("n", 1));
    map.put(3L, new Counter("o", 1));
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, form);

    setKey(state, "a");
    counter.value().count++;
    list.get().iterator().next().count++;
    map.get(1L).count++;
    map.values().forEach(each -> each.count++);
    map.entries().forEach(each -> each.getValue().count++);

    KeyedStateBackend<String> restored =
        fixture().open(STRING, StateFixture.await(fixture().write(pending)));
    setKey(restored, "a");
    assertThat(restored.valueState(COUNTER).value()).isEqualTo(new Counter("v", 1));
    assertThat(restored.listState(COUNTER_LIST).get()).containsExactly(new Counter("l", 1));
    assertThat(contentOf(restored.mapState(COUNTER_MAP)))
        .containsOnly(
            entry(1L, new Counter("m", 1)),
            entry(2L, new Counter("n", 1)),
            entry(3L, new Counter("o", 1)));
  }

  @Test
  default void changes_in_place_that_are_updated_show_while_a_snapshot_is_pending()
      throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ValueState<Counter> counter = state.valueState(COUNTER);
    update(state, counter, "a", new Counter("v", 1));
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, Form.NATIVE);

    for (int i = 0; i < 3; i++) {
      Counter current = read(state, counter, "a");
      current.count++;
      counter.update(current);
    }

    assertThat(read(state, counter, "a")).isEqualTo(new Counter("v", 4));
    KeyedStateBackend<String> restored =
        fixture().open(STRING, StateFixture.await(fixture().write(pending)));
    assertThat(read(restored, restored.valueState(COUNTER), "a")).isEqualTo(new Counter("v", 1));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void several_pending_snapshots_each_hold_their_own_moment(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    List<PendingSnapshot<KeyedSnapshot>> pending = new ArrayList<>();
    for (int moment = 0; moment < 5; moment++) {
      writeOneOfEach(state, "a", moment);
      pending.add(StateFixture.capture(state, moment, form));
    }
    writeOneOfEach(state, "a", 99);

    for (int moment : new int[] {3, 0, 4, 2}) {
      KeyedStateBackend<String> restored =
          fixture().open(STRING, StateFixture.await(fixture().write(pending.get(moment))));
      checkOneOfEach(restored, "a", moment);
    }
    fixture().discard(pending.get(1));
    checkOneOfEach(state, "a", 99);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void a_snapshot_of_a_restored_backend_is_whole(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedStateBackend<String> second = fixture().open(STRING, fixture().snapshot(state, 1, form));
    writeOneOfEach(second, "b", 2);

    KeyedSnapshot snapshot = fixture().snapshot(second, 2, form);

    KeyedStateBackend<String> third = fixture().open(STRING, snapshot);
    checkOneOfEach(third, "a", 1);
    checkOneOfEach(third, "b", 2);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void state_that_nobody_asked_for_survives(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    for (int i = 0; i < 50; i++) {
      writeOneOfEach(state, "key " + i, i);
    }
    KeyedStateBackend<String> second = fixture().open(STRING, fixture().snapshot(state, 1, form));
    update(second, second.valueState(COUNT), "key 1", 100L);
    KeyedSnapshot snapshot = fixture().snapshot(second, 2, form);
    second.notifyCheckpointComplete(2);
    KeyedStateBackend<String> third = fixture().open(STRING, fixture().snapshot(second, 3, form));

    for (KeyedStateBackend<String> each : List.of(fixture().open(STRING, snapshot), third)) {
      assertThat(read(each, each.valueState(COUNT), "key 1")).isEqualTo(100);
      for (int i = 2; i < 50; i++) {
        checkOneOfEach(each, "key " + i, i);
      }
      setKey(each, "key 1");
      assertThat(each.listState(LINES).get()).containsExactly("line 1", "again 1");
    }
  }

  @Test
  default void state_asked_for_while_a_snapshot_is_pending_is_still_in_it() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedStateBackend<String> second =
        fixture().open(STRING, fixture().snapshot(state, 1, Form.NATIVE));
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(second, 2, Form.NATIVE);
    writeOneOfEach(second, "a", 2);

    KeyedSnapshot snapshot = StateFixture.await(fixture().write(pending));

    checkOneOfEach(fixture().open(STRING, snapshot), "a", 1);
    checkOneOfEach(second, "a", 2);
  }
}
