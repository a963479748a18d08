package dev.weir.testing.simulation;

/**
 * A record.
 *
 * @param split where it came from
 * @param position where in that
 * @param count how many of its key there were, as the last operator counted
 */
record Item(int split, int position, int key, long count) {

  Item counted(long newCount) {
    return new Item(split, position, key, newCount);
  }

  @Override
  public String toString() {
    return split + "/" + position + " (key " + key + ", count " + count + ")";
  }
}
