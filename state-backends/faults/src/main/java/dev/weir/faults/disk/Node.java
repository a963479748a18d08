package dev.weir.faults.disk;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** A file or a directory of a {@link MemoryDisk}: as it is now, and as it is on the platter. */
sealed interface Node {

  /** A file; other directories may have it under other names. */
  final class File implements Node {

    private static final byte[] EMPTY = {};

    byte[] live = EMPTY;
    long modified;
    private byte[] durable = EMPTY;
    private boolean forcingIsInVain;

    void write(byte[] content, long now) {
      live = content;
      modified = now;
      forcingIsInVain = false;
    }

    void force() {
      if (!forcingIsInVain) {
        durable = live;
      }
    }

    void forceFailed() {
      forcingIsInVain = true;
    }

    File copy() {
      File copy = new File();
      copy.live = live;
      copy.durable = durable;
      copy.modified = modified;
      copy.forcingIsInVain = forcingIsInVain;
      return copy;
    }

    /** What is read of it after a crash. */
    File after(Survival survival, Random random) {
      if (survival == Survival.PROCESS_KILLED) {
        return copy();
      }
      File left = new File();
      left.modified = modified;
      left.durable = survival == Survival.POWER_LOST ? durable : halfway(random);
      left.live = left.durable;
      return left;
    }

    private byte[] halfway(Random random) {
      if (Arrays.equals(live, durable)) {
        return durable;
      }
      int part = random.nextInt(live.length + 1);
      return switch (random.nextInt(4)) {
        case 0 -> durable;
        case 1 -> live;
        case 2 -> Arrays.copyOf(live, part);
        default -> Arrays.copyOf(Arrays.copyOf(live, part), live.length);
      };
    }
  }

  /** A directory. */
  final class Directory implements Node {

    final TreeMap<String, Node> live = new TreeMap<>();
    private final TreeMap<String, Node> durable = new TreeMap<>();

    void force() {
      durable.clear();
      durable.putAll(live);
    }

    Directory copy(Map<Node, Node> copies) {
      Directory known = (Directory) copies.get(this);
      if (known != null) {
        return known;
      }
      Directory copy = new Directory();
      copies.put(this, copy);
      live.forEach((name, node) -> copy.live.put(name, copyOf(node, copies)));
      durable.forEach((name, node) -> copy.durable.put(name, copyOf(node, copies)));
      return copy;
    }

    private static Node copyOf(Node node, Map<Node, Node> copies) {
      if (node instanceof Directory directory) {
        return directory.copy(copies);
      }
      return copies.computeIfAbsent(node, file -> ((File) file).copy());
    }

    Directory after(Survival survival, Random random, Map<Node, Node> left) {
      if (survival == Survival.PROCESS_KILLED) {
        return copy(left);
      }
      Directory known = (Directory) left.get(this);
      if (known != null) {
        return known;
      }
      Directory directory = new Directory();
      left.put(this, directory);
      TreeSet<String> names = new TreeSet<>(live.keySet());
      names.addAll(durable.keySet());
      for (String name : names) {
        boolean old = survival == Survival.POWER_LOST || random.nextBoolean();
        Node node = (old ? durable : live).get(name);
        if (node instanceof Directory below) {
          directory.live.put(name, below.after(survival, random, left));
        } else if (node != null) {
          directory.live.put(
              name, left.computeIfAbsent(node, file -> ((File) file).after(survival, random)));
        }
      }
      directory.force();
      return directory;
    }
  }
}
