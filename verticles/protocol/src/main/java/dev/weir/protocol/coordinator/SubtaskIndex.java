package dev.weir.protocol.coordinator;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.SubtaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the subtasks of a job from 0. */
final class SubtaskIndex {

  private final List<SubtaskId> subtasks;
  private final Map<SubtaskId, Integer> positions = new HashMap<>();

  SubtaskIndex(JobTopology topology) {
    subtasks = topology.subtasks();
    subtasks.forEach(subtask -> positions.put(subtask, positions.size()));
  }

  int size() {
    return subtasks.size();
  }

  List<SubtaskId> subtasks() {
    return subtasks;
  }

  boolean contains(SubtaskId subtask) {
    return positions.containsKey(subtask);
  }

  int of(SubtaskId subtask) {
    Integer position = positions.get(subtask);
    if (position == null) {
      throw new IllegalArgumentException("the job has no subtask " + subtask);
    }
    return position;
  }
}
