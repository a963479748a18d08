package dev.weir.protocol.coordinator;

import dev.weir.protocol.SubtaskId;
import java.util.Arrays;

/** Up to which checkpoint each subtask has committed; immutable. */
final class Confirmations {

  private final SubtaskIndex index;
  private final long[] upTo;

  private Confirmations(SubtaskIndex index, long[] upTo) {
    this.index = index;
    this.upTo = upTo;
  }

  /** All subtasks start from a checkpoint, so none builds upon an earlier one. */
  static Confirmations startingFrom(long checkpointId, SubtaskIndex index) {
    long[] upTo = new long[index.size()];
    Arrays.fill(upTo, checkpointId);
    return new Confirmations(index, upTo);
  }

  Confirmations plus(SubtaskId subtask, long checkpointId) {
    int position = index.of(subtask);
    if (upTo[position] >= checkpointId) {
      return this;
    }
    long[] more = upTo.clone();
    more[position] = checkpointId;
    return new Confirmations(index, more);
  }

  /** What all subtasks have committed, and may build their next snapshots upon. */
  long byAll() {
    return Arrays.stream(upTo).min().orElse(0);
  }
}
