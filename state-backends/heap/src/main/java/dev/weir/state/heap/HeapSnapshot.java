package dev.weir.state.heap;

import dev.weir.state.spi.CanonicalHeader;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.CanonicalSnapshot.Section;
import dev.weir.state.spi.CanonicalWriter;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * The captured state of a subtask, on its way to storage.
 *
 * <p>All fields are final, so that the worker sees the pages as they were when this was made,
 * however it was handed over; see {@link Versions} for the way back.
 */
final class HeapSnapshot implements PendingSnapshot<KeyedSnapshot> {

  private final CheckpointStorage storage;
  private final String pathPrefix;
  private final String keySchema;
  private final KeyGroupRange keyGroups;
  private final List<CapturedState> states;
  private final @Nullable Base base;
  private final Versions.Hold hold;
  private final HeapCheckpoint checkpoint;
  private final Lock serializers;

  /**
   * An earlier snapshot whose sections may be named again.
   *
   * @param version of its capture: key groups not written since are as they are there
   */
  record Base(int version, Map<Integer, Section> sections) {}

  /**
   * @param pathPrefix how the path of a new file begins
   * @param serializers guards those of {@code states}, which all snapshots of a subtask share
   */
  HeapSnapshot(
      CheckpointStorage storage,
      String pathPrefix,
      String keySchema,
      KeyGroupRange keyGroups,
      List<CapturedState> states,
      @Nullable Base base,
      Versions.Hold hold,
      HeapCheckpoint checkpoint,
      Lock serializers) {
    this.storage = storage;
    this.pathPrefix = pathPrefix;
    this.keySchema = keySchema;
    this.keyGroups = keyGroups;
    this.states = states;
    this.base = base;
    this.hold = hold;
    this.checkpoint = checkpoint;
    this.serializers = serializers;
  }

  @Override
  public CanonicalSnapshot write() throws IOException {
    try {
      return writeSections(Reuse.of(base, this::isUnchanged));
    } catch (IOException | RuntimeException e) {
      checkpoint.end();
      throw e;
    } finally {
      hold.release();
    }
  }

  @Override
  public void discard() {
    checkpoint.end();
    hold.release();
  }

  private boolean isUnchanged(int keyGroup, int sinceVersion) {
    int group = keyGroup - keyGroups.first();
    for (CapturedState state : states) {
      if (state.lastWritten(group) > sinceVersion) {
        return false;
      }
    }
    return true;
  }

  private CanonicalSnapshot writeSections(Reuse reuse) throws IOException {
    Map<Integer, Section> sections = new TreeMap<>(reuse.sections());
    List<Section> fresh = writeFresh(reuse);
    fresh.forEach(section -> sections.put(section.keyGroup(), section));
    SnapshotFile newFile = fresh.isEmpty() ? null : fresh.get(0).file();
    if (!checkpoint.written(sections, newFile)) {
      if (newFile != null) {
        storage.delete(newFile.path());
      }
      throw new IOException("Checkpoint " + checkpoint.id() + " was aborted while it was written");
    }
    long newBytes = newFile == null ? 0 : newFile.length();
    return new CanonicalSnapshot(keyGroups, new ArrayList<>(sections.values()), newBytes);
  }

  /** Writes the key groups that cannot be reused into a file, if they hold anything. */
  private List<Section> writeFresh(Reuse reuse) throws IOException {
    List<Integer> wanted = new ArrayList<>();
    for (int keyGroup = keyGroups.first(); keyGroup <= keyGroups.last(); keyGroup++) {
      if (!reuse.covers(keyGroup)) {
        wanted.add(keyGroup);
      }
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    CanonicalHeader header =
        new CanonicalHeader(keySchema, states.stream().map(CapturedState::schema).toList());
    serializers.lock();
    try (CanonicalWriter writer = new CanonicalWriter(storage.create(newPath()), header)) {
      writeKeyGroups(wanted, new EntryWriter(writer));
      return writer.finish();
    } finally {
      serializers.unlock();
    }
  }

  /** Later checkpoints may name the file, so no other may ever have the same name. */
  private String newPath() {
    return pathPrefix + "-" + UUID.randomUUID() + ".keys";
  }

  private void writeKeyGroups(List<Integer> wanted, EntryWriter out) throws IOException {
    for (int keyGroup : wanted) {
      out.section(keyGroup);
      for (int i = 0; i < states.size(); i++) {
        out.state(i);
        states.get(i).write(keyGroup - keyGroups.first(), out);
      }
    }
  }
}
