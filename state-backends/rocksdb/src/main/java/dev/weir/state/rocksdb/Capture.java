package dev.weir.state.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/**
 * From the moment of a native snapshot to the files that hold the state of that moment.
 *
 * <p>RocksDB's own checkpoint flushes its write buffers first, which takes tenths of a second. So
 * it is made by the snapshot worker while the subtask goes on, and what changed in between is
 * undone:
 *
 * <pre>{@code
 *           moment            drained                cut
 * subtask   ──┬──────────────────┬────────────────────┬──────▶ writes go on
 * worker      │ write what was   │ flush, hard links  │ look up what the rows that
 *             │ dirty in caches  │                    │ were touched held: the undo file
 * }</pre>
 *
 * <ol>
 *   <li>At the moment (the subtask's thread): pin RocksDB's sequence number and take the dirty
 *       entries of the caches. Nothing is flushed.
 *   <li>Drain: the worker writes those entries to RocksDB. The caches do not write them meanwhile.
 *       Then the sequence number is pinned a second time.
 *   <li>Cut: RocksDB's checkpoint, into a local directory. From the moment on until it is made, the
 *       subtask notes each row that it is about to write.
 *   <li>Undo: a row noted before the drain ended is no cache entry taken at the moment, so it held
 *       what RocksDB held at the first pin. Any other held what RocksDB held at the second.
 * </ol>
 *
 * <p>{@link #beforeWrite} and {@link #phase} never wait; the rest is done by one thread at a time,
 * and asking for what is done already does nothing.
 */
final class Capture {

  private static final int LOOKED_UP_TOGETHER = 512;

  private final RowStore store;
  private final Path directory;
  private final Path undoFile;
  private final List<TakenValues> taken;
  private final TouchedRows touchedBeforeDrained = new TouchedRows();
  private final TouchedRows touchedAfterDrained = new TouchedRows();
  private final Object touching = new Object();
  private @Nullable Snapshot moment;
  private @Nullable Snapshot drained;
  private @Nullable IOException failure;
  private boolean filesMade;
  private volatile Phase phase = Phase.DRAINING;

  /** How far a capture is. */
  enum Phase {
    /** Entries that were taken from the caches may not all be in RocksDB. */
    DRAINING,
    /** They are; what the subtask writes still has to be noted. */
    DRAINED,
    /** The files are there. */
    CUT,
    /** There will be no files; entries that were taken may not be in RocksDB. */
    ABANDONED
  }

  /** Dirty entries that were taken from a cache. */
  interface TakenValues {
    void writeTo(BatchWriter batch) throws RocksDBException;
  }

  /**
   * Marks the moment. On the subtask's thread.
   *
   * @param directory where the files are to be; does not exist yet
   */
  Capture(RowStore store, Path directory, List<TakenValues> taken) {
    this.store = store;
    this.directory = directory;
    this.undoFile = directory.resolveSibling(directory.getFileName() + ".undo");
    this.taken = new ArrayList<>(taken);
    this.moment = store.database().getSnapshot();
  }

  Phase phase() {
    return phase;
  }

  /** Whether what the subtask writes has to be noted, as far as it knows. */
  boolean isMakingFiles() {
    Phase now = phase;
    return now == Phase.DRAINING || now == Phase.DRAINED;
  }

  /** The files of the database; there once {@link #cut} returned. */
  Path directory() {
    return directory;
  }

  /** What to write over them; not there if nothing is. */
  Path undoFile() {
    return undoFile;
  }

  /** Notes a row that the subtask is about to write. */
  void beforeWrite(Column column, byte[] row) {
    synchronized (touching) {
      if (!filesMade && phase == Phase.DRAINING) {
        touchedBeforeDrained.add(column, row);
      } else if (!filesMade && phase == Phase.DRAINED) {
        touchedAfterDrained.add(column, row);
      }
    }
  }

  /**
   * Brings what was taken from the caches into RocksDB, unless that was done or given up.
   *
   * @throws IOException if it could not be written; the capture is abandoned
   */
  synchronized void drain() throws IOException {
    if (phase != Phase.DRAINING) {
      return;
    }
    try (BatchWriter batch = store.batch()) {
      for (TakenValues each : taken) {
        each.writeTo(batch);
      }
      batch.flush();
    } catch (RocksDBException | RuntimeException e) {
      throw failed(
          new IOException("RocksDB of " + store.name() + " could not take the cache: " + e, e));
    }
    taken.clear();
    drained = store.database().getSnapshot();
    synchronized (touching) {
      phase = Phase.DRAINED;
    }
  }

  /**
   * Makes the files, unless that was done.
   *
   * @throws IOException if they could not be made or the capture was abandoned
   */
  synchronized void cut() throws IOException {
    drain();
    if (phase == Phase.ABANDONED) {
      throw new IOException("the snapshot of " + store.name() + " was given up", failure);
    }
    if (phase == Phase.CUT) {
      return;
    }
    try (Checkpoint checkpoint = Checkpoint.create(store.database())) {
      checkpoint.createCheckpoint(directory.toString());
      endTouching();
      writeUndoFile();
      phase = Phase.CUT;
    } catch (RocksDBException e) {
      throw failed(Failure.checked(store.name(), "make a checkpoint", e));
    } catch (IOException e) {
      throw failed(e);
    }
    release();
  }

  /** Gives up, unless the files are there; waits for what is under way. */
  synchronized void abandon() {
    synchronized (touching) {
      if (phase != Phase.CUT) {
        phase = Phase.ABANDONED;
      }
    }
    release();
  }

  private void endTouching() {
    synchronized (touching) {
      filesMade = true;
    }
  }

  /**
   * Remembers the cause, since whoever is told of it may not be the one who waits for the files.
   */
  private IOException failed(IOException cause) {
    failure = cause;
    abandon();
    return cause;
  }

  private void writeUndoFile() throws IOException, RocksDBException {
    if (touchedBeforeDrained.isEmpty() && touchedAfterDrained.isEmpty()) {
      return;
    }
    try (UndoFile.Writer out = new UndoFile.Writer(undoFile);
        ReadOptions atMoment = new ReadOptions().setSnapshot(moment);
        ReadOptions atDrained = new ReadOptions().setSnapshot(drained)) {
      touchedBeforeDrained.forEach((column, rows) -> writeUndo(column, rows, atMoment, out));
      touchedAfterDrained.forEach(
          (column, rows) -> {
            Set<byte[]> before = touchedBeforeDrained.of(column);
            Collection<byte[]> others =
                before.isEmpty()
                    ? rows
                    : rows.stream().filter(row -> !before.contains(row)).toList();
            writeUndo(column, others, atDrained, out);
          });
    }
  }

  /** What rows held, looked up many at a time: neighbours are found in the same blocks. */
  private void writeUndo(
      Column column, Collection<byte[]> rows, ReadOptions at, UndoFile.Writer out)
      throws IOException, RocksDBException {
    List<byte[]> next = new ArrayList<>(LOOKED_UP_TOGETHER);
    for (byte[] row : rows) {
      next.add(row);
      if (next.size() == LOOKED_UP_TOGETHER) {
        writeUndoOf(column, next, at, out);
        next.clear();
      }
    }
    if (!next.isEmpty()) {
      writeUndoOf(column, next, at, out);
    }
  }

  private void writeUndoOf(Column column, List<byte[]> rows, ReadOptions at, UndoFile.Writer out)
      throws IOException, RocksDBException {
    List<byte[]> held =
        store
            .database()
            .multiGetAsList(at, Collections.nCopies(rows.size(), column.handle()), rows);
    for (int i = 0; i < held.size(); i++) {
      out.row(column, rows.get(i), held.get(i));
    }
  }

  private void release() {
    taken.clear();
    if (moment != null) {
      store.database().releaseSnapshot(moment);
      moment = null;
    }
    if (drained != null) {
      store.database().releaseSnapshot(drained);
      drained = null;
    }
  }
}
