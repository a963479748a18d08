package dev.weir.api.source;

/**
 * A collection and the position in it.
 *
 * @param next the index of the next element
 */
public record CollectionPosition(int next) implements SourceSplit {

  /** Checks the position. */
  public CollectionPosition {
    if (next < 0) {
      throw new IllegalArgumentException("A position must not be negative, found " + next);
    }
  }

  @Override
  public String splitId() {
    return "collection";
  }
}
