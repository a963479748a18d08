package dev.weir.protocol.coordinator;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.state.spi.SnapshotFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who has acknowledged a checkpoint, and when; immutable. */
final class AckTable {

  private static final int NAMED_SUBTASKS = 5;

  /**
   * An acknowledgement that has come.
   *
   * @param at when, in milliseconds
   */
  record Entry(SubtaskAck ack, long at) {}

  private final SubtaskIndex index;
  private final @Nullable Entry[] entries;
  private final int count;

  private AckTable(SubtaskIndex index, @Nullable Entry[] entries, int count) {
    this.index = index;
    this.entries = entries;
    this.count = count;
  }

  static AckTable empty(SubtaskIndex index) {
    return new AckTable(index, new @Nullable Entry[index.size()], 0);
  }

  boolean knows(SubtaskId subtask) {
    return index.contains(subtask);
  }

  boolean contains(SubtaskId subtask) {
    return get(subtask) != null;
  }

  @Nullable Entry get(SubtaskId subtask) {
    return entries[index.of(subtask)];
  }

  AckTable plus(SubtaskAck ack, long now) {
    @Nullable Entry[] more = entries.clone();
    more[index.of(ack.subtask())] = new Entry(ack, now);
    return new AckTable(index, more, count + 1);
  }

  boolean isComplete() {
    return count == entries.length;
  }

  List<SubtaskId> subtasks() {
    return index.subtasks();
  }

  List<SubtaskId> missing() {
    List<SubtaskId> missing = new ArrayList<>();
    for (SubtaskId subtask : index.subtasks()) {
      if (!contains(subtask)) {
        missing.add(subtask);
      }
    }
    return missing;
  }

  /** Paths of all files named so far. */
  Set<String> files() {
    Set<String> files = new TreeSet<>();
    for (Entry entry : entries) {
      if (entry != null) {
        entry.ack().snapshot().files().stream().map(SnapshotFile::path).forEach(files::add);
      }
    }
    return files;
  }

  /** What there was still to come when the time was over, in words. */
  String waitedFor(long timeoutMillis) {
    List<SubtaskId> missing = missing();
    if (missing.isEmpty()) {
      return "all subtasks have, but its manifest was not written in %d ms"
          .formatted(timeoutMillis);
    }
    int more = missing.size() - NAMED_SUBTASKS;
    return "still waiting after %d ms for %s%s"
        .formatted(
            timeoutMillis,
            missing.subList(0, Math.min(missing.size(), NAMED_SUBTASKS)),
            more > 0 ? " and " + more + " more" : "");
  }
}
