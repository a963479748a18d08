package dev.weir.protocol.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.Seeds;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorListState.Mode;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.protocol.restore.RestorePlan.MissingOperators;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestorePlanTest {

  private static final int MAX = 16;

  private static JobTopology job(int parallelism, int maxParallelism, String... uids) {
    List<JobTopology.Operator> operators = new ArrayList<>();
    for (String uid : uids) {
      operators.add(new JobTopology.Operator(uid, "the " + uid));
    }
    return new JobTopology(
        List.of(new JobTopology.Vertex("v", parallelism, maxParallelism, operators, false)));
  }

  private static Manifest manifest(OperatorSnapshots... operators) {
    return new Manifest(7, CheckpointKind.CHECKPOINT, 0, "job", List.of(operators));
  }

  private static OperatorSnapshots operator(String uid, List<OperatorSnapshots.Subtask> subtasks) {
    return new OperatorSnapshots(uid, "the " + uid, subtasks.size(), MAX, subtasks);
  }

  private static OperatorSnapshots.Subtask keyed(int index, int parallelism, boolean ended) {
    KeyedSnapshot snapshot =
        new CanonicalSnapshot(KeyGroups.rangeOf(index, MAX, parallelism), List.of(), 0);
    return new OperatorSnapshots.Subtask(
        new OperatorSnapshot(Optional.of(snapshot), Map.of()), ended);
  }

  private static OperatorSnapshots.Subtask list(Mode mode, int... elements) {
    return list(mode, "text", elements);
  }

  private static OperatorSnapshots.Subtask list(Mode mode, String schema, int... elements) {
    List<byte[]> bytes =
        IntStream.of(elements).mapToObj(element -> new byte[] {(byte) element}).toList();
    return new OperatorSnapshots.Subtask(
        new OperatorSnapshot(
            Optional.empty(), Map.of("s", new OperatorListState(mode, schema, bytes))),
        false);
  }

  private static List<Integer> elements(RestorePlan plan, int subtask, String uid) {
    OperatorListState state =
        plan.subtasks().get(new SubtaskId("v", subtask)).of(uid).listState().get("s");
    return state.elements().stream().map(bytes -> (int) bytes[0]).toList();
  }

  private static RestorePlan plan(OperatorSnapshots from, int parallelism) {
    return RestorePlan.of(
        manifest(from), job(parallelism, MAX, from.uid()), MissingOperators.REFUSE);
  }

  @Test
  void split_state_stays_where_it_was_at_the_same_parallelism() {
    RestorePlan plan =
        plan(operator("a", List.of(list(Mode.SPLIT, 1, 2, 3), list(Mode.SPLIT, 4))), 2);

    assertThat(elements(plan, 0, "a")).containsExactly(1, 2, 3);
    assertThat(elements(plan, 1, "a")).containsExactly(4);
  }

  @Test
  void split_state_is_dealt_out_round_robin_at_another_parallelism() {
    RestorePlan plan =
        plan(operator("a", List.of(list(Mode.SPLIT, 1, 2, 3), list(Mode.SPLIT, 4))), 3);

    assertThat(elements(plan, 0, "a")).containsExactly(1, 4);
    assertThat(elements(plan, 1, "a")).containsExactly(2);
    assertThat(elements(plan, 2, "a")).containsExactly(3);
  }

  @Test
  void split_state_that_one_subtask_did_not_have_is_empty_there() {
    OperatorSnapshots.Subtask without =
        new OperatorSnapshots.Subtask(OperatorSnapshot.EMPTY, false);
    RestorePlan plan = plan(operator("a", List.of(list(Mode.SPLIT, 1), without)), 2);

    assertThat(elements(plan, 1, "a")).isEmpty();
  }

  @Test
  void union_state_goes_to_all() {
    RestorePlan plan = plan(operator("a", List.of(list(Mode.UNION, 1), list(Mode.UNION, 2))), 2);

    assertThat(elements(plan, 0, "a")).containsExactly(1, 2);
    assertThat(elements(plan, 1, "a")).containsExactly(1, 2);
  }

  @Test
  void broadcast_state_is_the_copy_at_index_modulo_old_parallelism() {
    RestorePlan plan =
        plan(operator("a", List.of(list(Mode.BROADCAST, 1), list(Mode.BROADCAST, 2))), 3);

    assertThat(elements(plan, 0, "a")).containsExactly(1);
    assertThat(elements(plan, 1, "a")).containsExactly(2);
    assertThat(elements(plan, 2, "a")).containsExactly(1);
  }

  @Test
  void subtask_that_had_ended_has_ended_after_a_restore_at_the_same_parallelism() {
    RestorePlan plan = plan(operator("a", List.of(keyed(0, 2, true), keyed(1, 2, false))), 2);

    assertThat(plan.subtasks().get(new SubtaskId("v", 0)).ended()).isTrue();
    assertThat(plan.subtasks().get(new SubtaskId("v", 1)).ended()).isFalse();
  }

  @Test
  void rescaled_subtasks_have_ended_only_if_all_had() {
    OperatorSnapshots some = operator("a", List.of(keyed(0, 2, true), keyed(1, 2, false)));
    OperatorSnapshots all = operator("a", List.of(keyed(0, 2, true), keyed(1, 2, true)));

    assertThat(plan(some, 3).subtasks().values()).noneMatch(SubtaskRestore::ended);
    assertThat(plan(all, 3).subtasks().values()).allMatch(SubtaskRestore::ended);
  }

  @Test
  void chain_with_a_new_operator_has_not_ended() {
    RestorePlan plan =
        RestorePlan.of(
            manifest(operator("a", List.of(keyed(0, 1, true)))),
            job(1, MAX, "a", "new"),
            MissingOperators.REFUSE);

    SubtaskRestore restore = plan.subtasks().get(new SubtaskId("v", 0));
    assertThat(restore.ended()).isFalse();
    assertThat(restore.of("new").isEmpty()).isTrue();
    assertThat(restore.of("a").keyed()).hasSize(1);
  }

  private static JobTopology fed(String input, int inputs, String operator, int parallelism) {
    return new JobTopology(
        List.of(vertex("from", input, inputs), vertex("to", operator, parallelism)),
        List.of(new JobTopology.Edge("from", "to")));
  }

  private static JobTopology.Vertex vertex(String id, String uid, int parallelism) {
    return new JobTopology.Vertex(
        id, parallelism, MAX, List.of(new JobTopology.Operator(uid, "the " + uid)), false);
  }

  @Test
  void a_new_input_of_an_operator_that_had_ended_is_refused() {
    Manifest manifest = manifest(operator("a", List.of(keyed(0, 1, true))));

    assertThatThrownBy(
            () -> RestorePlan.of(manifest, fed("new", 1, "a", 1), MissingOperators.REFUSE))
        .isInstanceOf(RestoreRefusedException.class)
        .hasMessageStartingWith(
            "a (the a) had come to its end in checkpoint 7, and now gets records from new (the"
                + " new)");
  }

  @Test
  void a_new_input_of_an_operator_that_had_not_ended_is_taken_up() {
    Manifest manifest = manifest(operator("a", List.of(keyed(0, 1, false))));

    assertThat(
            RestorePlan.of(manifest, fed("new", 1, "a", 1), MissingOperators.REFUSE)
                .subtasks()
                .get(new SubtaskId("to", 0))
                .ended())
        .isFalse();
  }

  @Test
  void an_operator_goes_on_behind_an_input_that_was_rescaled_and_goes_on() {
    Manifest manifest =
        manifest(
            operator("in", List.of(keyed(0, 2, true), keyed(1, 2, false))),
            operator("a", List.of(keyed(0, 2, true), keyed(1, 2, false))));
    SubtaskId first = new SubtaskId("to", 0);

    RestorePlan rescaled = RestorePlan.of(manifest, fed("in", 3, "a", 2), MissingOperators.REFUSE);
    RestorePlan same = RestorePlan.of(manifest, fed("in", 2, "a", 2), MissingOperators.REFUSE);

    assertThat(rescaled.subtasks().get(first).ended()).isFalse();
    assertThat(same.subtasks().get(first).ended()).isTrue();
  }

  @Test
  void state_of_operators_that_are_gone_is_refused_with_their_uids() {
    Manifest manifest =
        manifest(
            operator("a", List.of(keyed(0, 1, false))), operator("b", List.of(keyed(0, 1, false))));

    assertThatThrownBy(() -> RestorePlan.of(manifest, job(1, MAX, "c"), MissingOperators.REFUSE))
        .isInstanceOf(RestoreRefusedException.class)
        .hasMessageStartingWith(
            "checkpoint 7 has state of operators that the job does not have: a (the a), b (the b)");
  }

  @Test
  void state_of_operators_that_are_gone_is_dropped_if_allowed() {
    Manifest manifest = manifest(operator("a", List.of(keyed(0, 1, false))));

    assertThat(RestorePlan.of(manifest, job(1, MAX, "c"), MissingOperators.ALLOW).dropped())
        .containsExactly("a");
  }

  @Test
  void operator_without_state_may_go() {
    Manifest manifest =
        manifest(
            operator("a", List.of(new OperatorSnapshots.Subtask(OperatorSnapshot.EMPTY, false))));

    assertThat(RestorePlan.of(manifest, job(1, MAX, "c"), MissingOperators.REFUSE).dropped())
        .isEmpty();
  }

  @Test
  void changed_maximum_parallelism_is_refused() {
    Manifest manifest = manifest(operator("a", List.of(keyed(0, 1, false))));

    assertThatThrownBy(() -> RestorePlan.of(manifest, job(1, 32, "a"), MissingOperators.REFUSE))
        .hasMessageEndingWith("fixed for the life of their state: a (the a) had 16 and now has 32");
  }

  @Test
  void one_state_of_two_schemas_is_refused() {
    OperatorSnapshots from =
        operator("a", List.of(list(Mode.SPLIT, "x", 1), list(Mode.SPLIT, "y", 2)));

    assertThatThrownBy(() -> plan(from, 2))
        .hasMessage(
            "state \"s\" of operator a (the a) is SPLIT of x in one subtask and SPLIT of y in"
                + " another");
  }

  @Test
  void snapshot_of_the_wrong_key_groups_is_no_part_of_a_manifest() {
    assertThatThrownBy(() -> operator("a", List.of(keyed(1, 2, false))))
        .hasMessage("keyed state of a[0] has key groups 8..15, expected 0..15");
  }

  /** The twin moves single key groups and single elements. */
  @Test
  void nothing_is_lost_or_doubled_at_any_parallelism() {
    Seeds.forEach(500, RestorePlanTest::compareWithTwin);
  }

  private static void compareWithTwin(RandomGenerator random) {
    int before = 1 + random.nextInt(MAX);
    int after = 1 + random.nextInt(MAX);
    List<OperatorSnapshots.Subtask> keyed = new ArrayList<>();
    List<OperatorSnapshots.Subtask> split = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < before; i++) {
      keyed.add(keyed(i, before, false));
      int[] elements = random.ints(random.nextInt(4), 0, 100).toArray();
      IntStream.of(elements).forEach(all::add);
      split.add(list(Mode.SPLIT, elements));
    }
    RestorePlan plan =
        RestorePlan.of(
            manifest(operator("k", keyed), operator("s", split)),
            job(after, MAX, "k", "s"),
            MissingOperators.REFUSE);
    List<Integer> found = new ArrayList<>();
    Map<Integer, Integer> ownerOf = new TreeMap<>();
    for (int i = 0; i < after; i++) {
      found.addAll(elements(plan, i, "s"));
      for (KeyedSnapshot snapshot : plan.subtasks().get(new SubtaskId("v", i)).of("k").keyed()) {
        for (int group = 0; group < MAX; group++) {
          if (snapshot.keyGroups().contains(group) && KeyGroups.subtaskOf(group, MAX, after) == i) {
            assertThat(ownerOf.put(group, i)).as("owner of " + group).isNull();
          }
        }
      }
    }
    assertThat(ownerOf).hasSize(MAX);
    assertThat(found).containsExactlyInAnyOrderElementsOf(all);
  }
}
