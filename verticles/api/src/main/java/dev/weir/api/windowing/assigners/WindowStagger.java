package dev.weir.api.windowing.assigners;

import dev.weir.api.windowing.windows.TimeWindow;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Shifts the windows of each subtask, so that not all fire at once. The shift is chosen with the
 * first record of a subtask, and is part of its snapshots.
 */
public enum WindowStagger {

  /** All subtasks have the same windows. */
  ALIGNED {
    @Override
    public long getStaggerOffset(long currentProcessingTime, long size) {
      return 0;
    }
  },

  /** Each subtask has a shift of its own, chosen at random. */
  RANDOM {
    @Override
    public long getStaggerOffset(long currentProcessingTime, long size) {
      return ThreadLocalRandom.current().nextLong(size);
    }
  },

  /** The first window of a subtask starts when its first record comes. */
  NATURAL {
    @Override
    public long getStaggerOffset(long currentProcessingTime, long size) {
      return currentProcessingTime
          - TimeWindow.getWindowStartWithOffset(currentProcessingTime, 0, size);
    }
  };

  /** The shift in milliseconds: from 0 to {@code size - 1}. */
  public abstract long getStaggerOffset(long currentProcessingTime, long size);
}
