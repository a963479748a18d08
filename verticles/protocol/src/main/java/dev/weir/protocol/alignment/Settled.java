package dev.weir.protocol.alignment;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Checkpoints that this subtask will have nothing more to do with.
 *
 * @param upTo all ids up to this one
 * @param aborted ids above it whose barriers may still come
 */
record Settled(long upTo, SortedSet<Long> aborted) {

  static final Settled NONE = new Settled(0, new TreeSet<>());

  boolean contains(long checkpointId) {
    return checkpointId <= upTo || (!aborted.isEmpty() && aborted.contains(checkpointId));
  }

  /** Everything up to {@code checkpointId} is settled: barriers keep order. */
  Settled upTo(long checkpointId) {
    if (checkpointId <= upTo) {
      return this;
    }
    return aborted.isEmpty()
        ? new Settled(checkpointId, aborted)
        : new Settled(checkpointId, new TreeSet<>(aborted.tailSet(checkpointId + 1)));
  }

  Settled plusAborted(long checkpointId) {
    if (contains(checkpointId)) {
      return this;
    }
    SortedSet<Long> more = new TreeSet<>(aborted);
    more.add(checkpointId);
    return new Settled(upTo, more);
  }
}
