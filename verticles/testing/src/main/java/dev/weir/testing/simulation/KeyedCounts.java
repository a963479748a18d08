package dev.weir.testing.simulation;

import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotRequest.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keyed state of a subtask: how many records of each key came. Snapshots of native form build
 * upon the last checkpoint that the subtask was told of, as those of RocksDB do: they name its
 * files and add one with what has changed since.
 */
final class KeyedCounts {

  private static final String BACKEND = "simulated";
  private static final int FILES_BEFORE_COMPACTION = 3;

  /** So that the names of files sort by the checkpoints they are from. */
  private static final long FIRST_NAME = 1_000_000;

  /**
   * A file: counts by key. A later file of a snapshot overrides an earlier one.
   *
   * @param counts by key
   */
  record CountsFile(TreeMap<Integer, Long> counts) {}

  /** What a snapshot has to write, and what it then is. */
  record Pending(KeyedSnapshot snapshot, Map<String, CountsFile> files) {}

  private record Base(TreeMap<String, SnapshotFile> files, long version) {}

  private static final class Cell {
    private long count;
    private long version;
  }

  private final String name;
  private final KeyGroupRange range;
  private final String sharedDirectory;
  private final boolean incremental;
  private final TreeMap<Integer, Cell> cells = new TreeMap<>();
  private final TreeMap<Long, Base> taken = new TreeMap<>();
  private Base base = new Base(new TreeMap<>(), -1);
  private long version;

  /**
   * @param name unique to the subtask of this attempt
   */
  KeyedCounts(String name, KeyGroupRange range, String sharedDirectory, boolean incremental) {
    this.name = name;
    this.range = range;
    this.sharedDirectory = sharedDirectory;
    this.incremental = incremental;
  }

  static int groupOf(int key) {
    return KeyGroups.groupOf(KeyGroups.mix(key), JobShape.MAX_PARALLELISM);
  }

  void restore(List<KeyedSnapshot> snapshots, Map<String, Object> contents) {
    for (KeyedSnapshot snapshot : snapshots) {
      for (SnapshotFile file : inOrder(snapshot)) {
        if (contents.get(file.path()) instanceof CountsFile found) {
          found.counts().forEach(this::restore);
        } else {
          throw new IllegalStateException(file.path() + " is missing");
        }
      }
    }
    if (snapshots.size() == 1
        && snapshots.get(0) instanceof NativeSnapshot own
        && own.keyGroups().equals(range)
        && own.filesByName().values().stream()
            .allMatch(file -> file.path().startsWith(sharedDirectory + "/"))) {
      base = new Base(new TreeMap<>(own.filesByName()), version);
    }
  }

  private static Collection<SnapshotFile> inOrder(KeyedSnapshot snapshot) {
    return snapshot instanceof NativeSnapshot files
        ? files.filesByName().values()
        : snapshot.files();
  }

  private void restore(int key, long count) {
    if (range.contains(groupOf(key))) {
      cells.computeIfAbsent(key, k -> new Cell()).count = count;
    }
  }

  Item count(Item item) {
    if (!range.contains(groupOf(item.key()))) {
      throw new Violation("KeysStayTogether", item + " came to " + name + ", which has " + range);
    }
    Cell cell = cells.computeIfAbsent(item.key(), k -> new Cell());
    cell.version = ++version;
    return item.counted(++cell.count);
  }

  /** The synchronous part. */
  Pending snapshot(CheckpointBarrier barrier) {
    long id = barrier.checkpointId();
    String file = name + "-" + id;
    if (barrier.kind().form() == Form.CANONICAL || !incremental) {
      return canonical(barrier.directory() + "/" + file);
    }
    boolean full = base.files().size() >= FILES_BEFORE_COMPACTION;
    TreeMap<String, SnapshotFile> names = full ? new TreeMap<>() : new TreeMap<>(base.files());
    TreeMap<Integer, Long> changed = changedSince(full ? -1 : base.version());
    Map<String, CountsFile> written = Map.of();
    if (!changed.isEmpty()) {
      String path = sharedDirectory + "/" + file;
      names.put(Long.toString(FIRST_NAME + id), new SnapshotFile(path, changed.size(), 0));
      written = Map.of(path, new CountsFile(changed));
    }
    taken.put(id, new Base(names, version));
    return new Pending(new NativeSnapshot(BACKEND, range, names, changed.size()), written);
  }

  private TreeMap<Integer, Long> changedSince(long since) {
    TreeMap<Integer, Long> changed = new TreeMap<>();
    cells.forEach(
        (key, cell) -> {
          if (cell.version > since) {
            changed.put(key, cell.count);
          }
        });
    return changed;
  }

  private Pending canonical(String path) {
    TreeMap<Integer, Long> all = changedSince(-1);
    SnapshotFile file = new SnapshotFile(path, all.size(), 0);
    List<CanonicalSnapshot.Section> sections = new ArrayList<>();
    for (int group = range.first(); group <= range.last(); group++) {
      sections.add(new CanonicalSnapshot.Section(group, file, 0, all.size(), 0));
    }
    return new Pending(
        new CanonicalSnapshot(range, sections, all.size()), Map.of(path, new CountsFile(all)));
  }

  void completed(long checkpointId) {
    Base completed = taken.get(checkpointId);
    if (completed != null) {
      base = completed;
    }
    taken.headMap(checkpointId, true).clear();
  }

  void aborted(long checkpointId) {
    taken.remove(checkpointId);
  }
}
