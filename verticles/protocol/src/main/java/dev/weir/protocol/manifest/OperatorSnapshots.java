package dev.weir.protocol.manifest;

import static java.util.Objects.requireNonNull;

import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import java.util.List;

/**
 * The state of one operator in all its subtasks.
 *
 * @param uid what it is found by at a restore
 * @param name what users call it, for messages
 * @param subtasks by index; as many as the parallelism
 */
public record OperatorSnapshots(
    String uid, String name, int parallelism, int maxParallelism, List<Subtask> subtasks) {

  /**
   * The state of one subtask.
   *
   * @param ended whether the end of its input had been handled
   */
  public record Subtask(OperatorSnapshot state, boolean ended) {

    public Subtask {
      requireNonNull(state, "state is null");
    }
  }

  public OperatorSnapshots {
    requireNonNull(uid, "uid is null");
    requireNonNull(name, "name is null");
    subtasks = List.copyOf(subtasks);
    if (subtasks.size() != parallelism) {
      throw new IllegalArgumentException(
          "operator %s (%s) has parallelism %d, but snapshots of %d subtasks"
              .formatted(uid, name, parallelism, subtasks.size()));
    }
    if (parallelism < 1 || parallelism > maxParallelism || maxParallelism > KeyGroups.MAX) {
      throw new IllegalArgumentException(
          "operator %s (%s) has parallelism %d and maximum parallelism %d, expected 1 <= %s"
              .formatted(
                  uid,
                  name,
                  parallelism,
                  maxParallelism,
                  "parallelism <= maximum <= " + KeyGroups.MAX));
    }
    for (int index = 0; index < parallelism; index++) {
      requireKeyGroups(uid, index, parallelism, maxParallelism, subtasks.get(index).state());
    }
  }

  private static void requireKeyGroups(
      String uid, int index, int parallelism, int maxParallelism, OperatorSnapshot state) {
    KeyGroupRange expected = KeyGroups.rangeOf(index, maxParallelism, parallelism);
    state
        .keyed()
        .filter(keyed -> !keyed.keyGroups().equals(expected))
        .ifPresent(
            keyed -> {
              throw new IllegalArgumentException(
                  "keyed state of %s[%d] has key groups %s, expected %s"
                      .formatted(uid, index, keyed.keyGroups(), expected));
            });
  }

  /** Whether there is anything to restore. */
  public boolean hasState() {
    return subtasks.stream().anyMatch(subtask -> !subtask.state().isEmpty());
  }

  public boolean allEnded() {
    return subtasks.stream().allMatch(Subtask::ended);
  }
}
