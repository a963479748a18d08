package dev.weir.testing.simulation;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is visible of each key at each sink is 1, 2, 3…: never a repeat, no gap whenever an attempt
 * starts, and in the end all of it.
 */
final class CountsAreExact implements Observer {

  private static final String NAME = "CountsAreExact";

  private final World world;
  private final JobShape shape;
  private final Map<String, BitSet[]> visible = new HashMap<>();
  private long latestAttempt;

  CountsAreExact(World world) {
    this.world = world;
    this.shape = world.scenario().shape();
  }

  private BitSet[] of(String sink) {
    return visible.computeIfAbsent(
        sink,
        name -> {
          BitSet[] byKey = new BitSet[shape.keys()];
          for (int key = 0; key < byKey.length; key++) {
            byKey[key] = new BitSet();
          }
          return byKey;
        });
  }

  /** A copy of what is visible, by key. */
  BitSet[] outputOf(String sink) {
    BitSet[] copy = of(sink).clone();
    for (int key = 0; key < copy.length; key++) {
      copy[key] = (BitSet) copy[key].clone();
    }
    return copy;
  }

  @Override
  public void committed(String transaction, String sink, List<Item> records) {
    for (Item item : records) {
      BitSet counts = of(sink)[item.key()];
      if (counts.get((int) item.count())) {
        throw new Violation(
            NAME,
            "count %d of key %d comes to %s a second time, by %s"
                .formatted(item.count(), item.key(), sink, transaction));
      }
      counts.set((int) item.count());
    }
  }

  @Override
  public void attemptStarts(Deployment deployment) {
    if (deployment.attempt() > latestAttempt) {
      latestAttempt = deployment.attempt();
      requireNoGap();
    }
  }

  private void requireNoGap() {
    visible.forEach(
        (sink, byKey) -> {
          for (int key = 0; key < byKey.length; key++) {
            int most = byKey[key].length() - 1;
            if (most >= 0 && byKey[key].cardinality() != most) {
              throw new Violation(
                  NAME, "of key %d %s has %s: there is a gap".formatted(key, sink, byKey[key]));
            }
          }
        });
  }

  @Override
  public void ends(World ended) {
    requireNoGap();
    if (world.user().hasDrained()) {
      return;
    }
    int[] expected = new int[shape.keys()];
    for (int split = 0; split < shape.allSplits(); split++) {
      for (int position = 0; position < shape.records(); position++) {
        expected[shape.keyOf(split, position)]++;
      }
    }
    for (JobShape.Vertex vertex : shape.vertices()) {
      for (int i = 0; i < vertex.chain().size(); i++) {
        if (vertex.chain().get(i) == JobShape.Kind.SINK) {
          requireAll(vertex.uid(i), expected);
        }
      }
    }
  }

  private void requireAll(String sink, int[] expected) {
    for (int key = 0; key < expected.length; key++) {
      int found = of(sink)[key].cardinality();
      if (found != expected[key]) {
        throw new Violation(
            NAME,
            "of key %d %s has %d in the end, expected %d"
                .formatted(key, sink, found, expected[key]));
      }
    }
  }
}
