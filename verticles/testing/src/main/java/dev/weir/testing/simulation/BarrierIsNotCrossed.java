package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * No record crosses a barrier: what a source emitted before its snapshot is processed by everybody
 * before theirs, and what it emitted after, after.
 */
final class BarrierIsNotCrossed implements Observer {

  private static final String NAME = "BarrierIsNotCrossed";

  private static final class Seen {
    private final int[] positions;
    private long checkpointId;

    Seen(int splits) {
      positions = new int[splits];
      Arrays.fill(positions, -1);
    }
  }

  private static final class Attempt {
    private final Map<Long, int[]> cuts = new HashMap<>();
    private final Map<SubtaskId, Seen> seen = new HashMap<>();
  }

  private final int splits;
  private final TreeMap<Long, Attempt> attempts = new TreeMap<>();

  BarrierIsNotCrossed(World world) {
    splits = world.scenario().shape().allSplits();
  }

  private Attempt attempt(long number) {
    Attempt found = attempts.get(number);
    if (found == null) {
      found = new Attempt();
      attempts.put(number, found);
    }
    return found;
  }

  private int[] cut(Attempt attempt, long checkpointId) {
    return attempt.cuts.computeIfAbsent(checkpointId, id -> new int[splits]);
  }

  @Override
  public void sourceCut(long attempt, long checkpointId, int split, int position) {
    cut(attempt(attempt), checkpointId)[split] = position;
  }

  @Override
  public void processed(long number, SubtaskId subtask, Item item) {
    Attempt attempt = attempt(number);
    Seen seen = attempt.seen.get(subtask);
    if (seen == null) {
      seen = new Seen(splits);
      attempt.seen.put(subtask, seen);
    }
    if (item.position() > seen.positions[item.split()]) {
      seen.positions[item.split()] = item.position();
    }
    if (seen.checkpointId > 0 && item.position() < cut(attempt, seen.checkpointId)[item.split()]) {
      throw new Violation(
          NAME,
          "%s processes record %s after its snapshot %d, but it was emitted before"
              .formatted(subtask, item, seen.checkpointId));
    }
  }

  @Override
  public void snapshotTaken(long number, SubtaskId subtask, long checkpointId) {
    Attempt attempt = attempt(number);
    Seen seen = attempt.seen.computeIfAbsent(subtask, id -> new Seen(splits));
    int[] cut = cut(attempt, checkpointId);
    for (int split = 0; split < splits; split++) {
      if (seen.positions[split] >= cut[split]) {
        throw new Violation(
            NAME,
            "%s had processed record %d/%d when it took snapshot %d, which begins at %d"
                .formatted(subtask, split, seen.positions[split], checkpointId, cut[split]));
      }
    }
    seen.checkpointId = checkpointId;
  }
}
