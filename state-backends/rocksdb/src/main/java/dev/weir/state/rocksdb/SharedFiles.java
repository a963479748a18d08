package dev.weir.state.rocksdb;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.SnapshotFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the database's files are in the storage and may be named again, and what unfinished
 * checkpoints have put there. Used by the subtask's thread and by snapshot workers.
 *
 * <p>Only a checkpoint that was confirmed, or that this database was restored from, is built upon.
 * RocksDB never gives a name to two contents in the life of a database, so a name is enough to know
 * a file again.
 */
final class SharedFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SharedFiles.class);

  /**
   * Of those neither confirmed nor aborted (the word may be lost), only the latest are remembered.
   */
  private static final int MAX_UNDECIDED = 32;

  private final CheckpointStorage storage;
  private final TreeMap<Long, Upload> undecided = new TreeMap<>();
  private long confirmedId = Long.MIN_VALUE;
  private Map<String, SnapshotFile> confirmed;

  /**
   * @param restored files of the checkpoint that the database was restored from
   */
  SharedFiles(CheckpointStorage storage, Map<String, SnapshotFile> restored) {
    this.storage = storage;
    this.confirmed = Map.copyOf(restored);
  }

  /** What one checkpoint names and has written. */
  final class Upload {

    private final long checkpointId;
    private final Map<String, SnapshotFile> base;
    private final Map<String, SnapshotFile> named = new TreeMap<>();
    private final List<String> written = new ArrayList<>();
    private boolean done;
    private boolean aborted;

    private Upload(long checkpointId, Map<String, SnapshotFile> base) {
      this.checkpointId = checkpointId;
      this.base = base;
    }

    /** The files that need not be written again, by name. */
    Map<String, SnapshotFile> base() {
      return base;
    }

    /** Says that a file is part of the checkpoint; {@code isNew}: it was written for it. */
    void add(String name, SnapshotFile file, boolean isNew) {
      synchronized (SharedFiles.this) {
        named.put(name, file);
        if (isNew) {
          written.add(file.path());
        }
      }
    }

    /**
     * @throws IOException if the checkpoint was aborted
     */
    void requireWanted() throws IOException {
      synchronized (SharedFiles.this) {
        if (aborted) {
          throw new IOException("checkpoint " + checkpointId + " was aborted");
        }
      }
    }

    /**
     * Ends the upload; what was written stays until the checkpoint is aborted.
     *
     * @throws IOException if it was aborted meanwhile
     */
    void succeed() throws IOException {
      synchronized (SharedFiles.this) {
        requireWanted();
        done = true;
      }
    }

    /** Ends the upload and removes what was written. */
    void fail() {
      synchronized (SharedFiles.this) {
        undecided.remove(checkpointId, this);
      }
      deleteWritten();
    }

    private void deleteWritten() {
      for (String path : written) {
        try {
          storage.delete(path);
        } catch (IOException e) {
          LOG.warn(
              "File {} of the failed checkpoint {} could not be removed from {} and is left behind",
              path,
              checkpointId,
              storage.describe(),
              e);
        }
      }
    }
  }

  synchronized Upload begin(long checkpointId) {
    Upload upload = new Upload(checkpointId, confirmed);
    undecided.put(checkpointId, upload);
    if (undecided.size() > MAX_UNDECIDED) {
      undecided.pollFirstEntry();
    }
    return upload;
  }

  /** A checkpoint was logged: later ones build upon it, unless they do upon a later one. */
  synchronized void confirm(long checkpointId) {
    Upload upload = undecided.remove(checkpointId);
    if (upload != null && upload.done && checkpointId > confirmedId) {
      confirmedId = checkpointId;
      confirmed = Map.copyOf(upload.named);
    }
  }

  /** A checkpoint was given up: what it wrote is removed, now or by the worker that is at it. */
  void abort(long checkpointId) {
    Upload upload;
    synchronized (this) {
      upload = undecided.remove(checkpointId);
      if (upload == null) {
        return;
      }
      upload.aborted = true;
      if (!upload.done) {
        return;
      }
    }
    upload.deleteWritten();
  }
}
