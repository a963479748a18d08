package dev.weir.state.heap;

import java.util.Arrays;

/**
 * The least time of each key group and of all: a tree in which each node is the lesser of its two
 * children, so that a change costs at most the logarithm of the number of groups, and nothing if a
 * timer is not the first of its group.
 */
final class EarliestGroups {

  private final long[] times;
  private final int leaves;

  EarliestGroups(int groups) {
    leaves = Math.max(2, Integer.highestOneBit(2 * groups - 1));
    times = new long[2 * leaves];
    Arrays.fill(times, Long.MAX_VALUE);
  }

  /** The least time, {@link Long#MAX_VALUE} if there is none. */
  long time() {
    return times[1];
  }

  /** A group of the least time; if that is {@link Long#MAX_VALUE}, one that may have no timer. */
  int group() {
    int node = 1;
    while (node < leaves) {
      node = times[2 * node] == times[node] ? 2 * node : 2 * node + 1;
    }
    return node - leaves;
  }

  void set(int group, long time) {
    int node = leaves + group;
    if (times[node] == time) {
      return;
    }
    times[node] = time;
    while (node > 1) {
      node >>= 1;
      long least = Math.min(times[2 * node], times[2 * node + 1]);
      if (times[node] == least) {
        return;
      }
      times[node] = least;
    }
  }
}
