package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import dev.weir.state.spi.KeyGroupRange;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** When an attempt starts, each key group of a vertex belongs to one of its subtasks. */
final class KeyGroupsAreOwnedOnce implements Observer {

  private static final String NAME = "KeyGroupsAreOwnedOnce";

  private final TreeMap<Long, Map<String, SubtaskId[]>> owners = new TreeMap<>();

  @Override
  public void ownsKeyGroups(long attempt, SubtaskId subtask, KeyGroupRange groups) {
    SubtaskId[] of =
        owners
            .computeIfAbsent(attempt, number -> new HashMap<>())
            .computeIfAbsent(subtask.vertex(), id -> new SubtaskId[JobShape.MAX_PARALLELISM]);
    for (int group = groups.first(); group <= groups.last(); group++) {
      if (of[group] != null && !of[group].equals(subtask)) {
        throw new Violation(
            NAME,
            "key group %d belongs to %s and to %s in attempt %d"
                .formatted(group, of[group], subtask, attempt));
      }
      of[group] = subtask;
    }
  }

  @Override
  public void attemptStarts(Deployment deployment) {
    owners
        .getOrDefault(deployment.attempt(), Map.of())
        .forEach(
            (vertex, of) -> {
              for (int group = 0; group < of.length; group++) {
                if (of[group] == null) {
                  throw new Violation(
                      NAME, "key group %d of %s belongs to nobody".formatted(group, vertex));
                }
              }
            });
  }
}
