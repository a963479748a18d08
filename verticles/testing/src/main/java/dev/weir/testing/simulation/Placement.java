package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where subtasks run. */
interface Placement {

  /**
   * Places all subtasks of an attempt.
   *
   * @param members who is there as far as the coordinator knows; not empty
   */
  Map<SubtaskId, NodeProcess> place(List<SubtaskId> subtasks, List<NodeProcess> members);

  /** One after the other, beginning with a random member. */
  static Placement inTurn(Chance chance) {
    return (subtasks, members) -> {
      Map<SubtaskId, NodeProcess> placed = new HashMap<>();
      int next = chance.below(members.size());
      for (SubtaskId subtask : subtasks) {
        placed.put(subtask, members.get(next++ % members.size()));
      }
      return placed;
    };
  }
}
