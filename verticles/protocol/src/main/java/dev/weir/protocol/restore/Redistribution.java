package dev.weir.protocol.restore;

import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Deals the state of one operator out to its subtasks.
 *
 * <pre>
 * keyed      by key group
 * SPLIT      as it was at the same parallelism; else element i of all goes to subtask i mod p
 * UNION      all elements to all
 * BROADCAST  copy i mod old p to subtask i
 * </pre>
 */
record Redistribution(OperatorSnapshots from, int parallelism) {

  static Redistribution of(OperatorSnapshots from, int parallelism) {
    return new Redistribution(from, parallelism);
  }

  OperatorRestore to(int index) {
    Map<String, OperatorListState> listState = new TreeMap<>();
    for (OperatorSnapshots.Subtask subtask : from.subtasks()) {
      for (String name : subtask.state().listState().keySet()) {
        listState.computeIfAbsent(name, state -> listState(state, index));
      }
    }
    return new OperatorRestore(keyed(index), listState);
  }

  private List<KeyedSnapshot> keyed(int index) {
    KeyGroupRange wanted = KeyGroups.rangeOf(index, from.maxParallelism(), parallelism);
    return from.subtasks().stream()
        .flatMap(subtask -> subtask.state().keyed().stream())
        .filter(snapshot -> snapshot.keyGroups().overlaps(wanted))
        .toList();
  }

  private OperatorListState listState(String name, int index) {
    List<OperatorListState> copies = copies(name);
    OperatorListState first = copies.get(0);
    return new OperatorListState(
        first.mode(),
        first.schema(),
        switch (first.mode()) {
          case SPLIT -> split(name, index, copies);
          case UNION -> all(copies);
          case BROADCAST -> copies.get(index % copies.size()).elements();
        });
  }

  private List<byte[]> split(String name, int index, List<OperatorListState> copies) {
    if (parallelism == from.parallelism()) {
      OperatorListState own = from.subtasks().get(index).state().listState().get(name);
      return own == null ? List.of() : own.elements();
    }
    List<byte[]> all = all(copies);
    List<byte[]> mine = new ArrayList<>();
    for (int i = index; i < all.size(); i += parallelism) {
      mine.add(all.get(i));
    }
    return mine;
  }

  private static List<byte[]> all(List<OperatorListState> copies) {
    return copies.stream().flatMap(copy -> copy.elements().stream()).toList();
  }

  /** The state as each old subtask had it, in their order; those that did not have it left out. */
  private List<OperatorListState> copies(String name) {
    List<OperatorListState> copies = new ArrayList<>();
    for (OperatorSnapshots.Subtask subtask : from.subtasks()) {
      OperatorListState copy = subtask.state().listState().get(name);
      if (copy != null) {
        requireAlike(name, copies, copy);
        copies.add(copy);
      }
    }
    return copies;
  }

  private void requireAlike(String name, List<OperatorListState> copies, OperatorListState copy) {
    if (copies.isEmpty()) {
      return;
    }
    OperatorListState first = copies.get(0);
    if (first.mode() != copy.mode() || !first.schema().equals(copy.schema())) {
      throw new RestoreRefusedException(
          "state \"%s\" of operator %s (%s) is %s of %s in one subtask and %s of %s in another"
              .formatted(
                  name,
                  from.uid(),
                  from.name(),
                  first.mode(),
                  first.schema(),
                  copy.mode(),
                  copy.schema()));
    }
  }
}
