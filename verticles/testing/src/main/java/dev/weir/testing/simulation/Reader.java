package dev.weir.testing.simulation;

import dev.weir.protocol.manifest.OperatorListState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads splits from where it stands; a record is there from a moment on that its position gives.
 */
final class Reader {

  static final String SPLITS = "splits";
  private static final String SCHEMA = "split";

  private final JobShape shape;
  private final long gapMicros;
  private final TreeMap<Integer, Integer> positions = new TreeMap<>();
  private boolean noMoreSplits;

  Reader(JobShape shape, long gapMicros) {
    this.shape = shape;
    this.gapMicros = gapMicros;
  }

  static OperatorListState encode(List<int[]> splits) {
    List<byte[]> elements = new ArrayList<>();
    for (int[] split : splits) {
      elements.add(new byte[] {(byte) split[0], (byte) split[1]});
    }
    return new OperatorListState(OperatorListState.Mode.SPLIT, SCHEMA, elements);
  }

  void restore(List<byte[]> splits) {
    splits.forEach(split -> positions.put((int) split[0], (int) split[1]));
  }

  OperatorListState snapshot() {
    List<int[]> splits = new ArrayList<>();
    positions.forEach((split, position) -> splits.add(new int[] {split, position}));
    return encode(splits);
  }

  Map<Integer, Integer> positions() {
    return positions;
  }

  void add(List<Integer> splits, boolean noMore) {
    splits.forEach(split -> positions.putIfAbsent(split, 0));
    noMoreSplits |= noMore;
  }

  /** The next record that is there by now; null if there is none yet or none at all. */
  @Nullable Item poll(long now) {
    for (Map.Entry<Integer, Integer> entry : positions.entrySet()) {
      int split = entry.getKey();
      int position = entry.getValue();
      if (position < shape.records() && availableAt(position) <= now) {
        entry.setValue(position + 1);
        return new Item(split, position, shape.keyOf(split, position), 0);
      }
    }
    return null;
  }

  private long availableAt(int position) {
    return position * gapMicros;
  }

  /** When the next record is there; {@link Long#MAX_VALUE} if no split has any. */
  long nextAt() {
    long next = Long.MAX_VALUE;
    for (int position : positions.values()) {
      if (position < shape.records()) {
        next = Math.min(next, availableAt(position));
      }
    }
    return next;
  }

  boolean isAtEnd() {
    return noMoreSplits && nextAt() == Long.MAX_VALUE;
  }

  boolean wantsSplit() {
    return !noMoreSplits && nextAt() == Long.MAX_VALUE;
  }
}
