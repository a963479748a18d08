package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CanonicalHeader;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.CanonicalWriter;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotOutput;
import dev.weir.state.spi.SnapshotRequest;
import dev.weir.state.spi.StateKind;
import dev.weir.state.ttl.ExpiredFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/** Writes the rows of one moment in the portable form, key group by key group. */
final class CanonicalPending implements PendingSnapshot<KeyedSnapshot> {

  private final RowStore store;
  private final String keySchema;
  private final KeyGroupRange keyGroups;
  private final List<Column> columns;

  /** By index of the column, what leaves out expired values. */
  private final List<Optional<ExpiredFilter>> filters;

  private final CheckpointStorage storage;
  private final String path;
  private volatile @Nullable Snapshot moment;
  private volatile boolean cancelled;

  /** Marks the moment. On the subtask's thread. */
  CanonicalPending(
      RowStore store,
      String keySchema,
      KeyGroupRange keyGroups,
      CheckpointStorage storage,
      SnapshotRequest request,
      Expiries expiries) {
    this.store = store;
    this.keySchema = keySchema;
    this.keyGroups = keyGroups;
    this.columns = List.copyOf(store.columns());
    this.filters =
        columns.stream().map(each -> Optional.ofNullable(expiries.snapshotFilter(each))).toList();
    this.storage = storage;
    this.path = request.directory() + "/keyed-" + UUID.randomUUID();
    this.moment = store.database().getSnapshot();
  }

  @Override
  public synchronized KeyedSnapshot write() throws IOException {
    List<Cursor> cursors = new ArrayList<>();
    try (ReadOptions options = new ReadOptions().setSnapshot(requireMoment())) {
      for (int i = 0; i < columns.size(); i++) {
        cursors.add(new Cursor(i, columns.get(i), filters.get(i).orElse(null), options));
      }
      return writeSections(cursors);
    } catch (RocksDBException e) {
      throw Failure.checked(store.name(), "read what is to be written", e);
    } finally {
      cursors.forEach(Cursor::close);
      release();
    }
  }

  @Override
  public synchronized void discard() {
    release();
  }

  /** Whether it was written or given up. */
  boolean isOver() {
    return moment == null;
  }

  /** Makes {@link #write} fail, and waits until it has; the database may be closed then. */
  void cancel() {
    cancelled = true;
    discard();
  }

  private Snapshot requireMoment() throws IOException {
    Snapshot pinned = moment;
    if (pinned == null) {
      throw new IOException("the snapshot of " + store.name() + " was given up");
    }
    return pinned;
  }

  private CanonicalSnapshot writeSections(List<Cursor> cursors)
      throws IOException, RocksDBException {
    CanonicalHeader header =
        new CanonicalHeader(keySchema, columns.stream().map(Column::schema).toList());
    SnapshotOutput out = storage.create(path);
    try (CanonicalWriter writer = new CanonicalWriter(out, header)) {
      for (int keyGroup = keyGroups.first(); keyGroup <= keyGroups.last(); keyGroup++) {
        writer.section(keyGroup);
        for (Cursor cursor : cursors) {
          cursor.write(keyGroup, writer);
        }
      }
      List<CanonicalSnapshot.Section> sections = writer.finish();
      return new CanonicalSnapshot(keyGroups, sections, out.position());
    }
  }

  private void release() {
    Snapshot pinned = moment;
    if (pinned != null) {
      store.database().releaseSnapshot(pinned);
      moment = null;
    }
  }

  /** Goes through the rows of one column; key groups only rise. */
  private final class Cursor {

    private final int state;
    private final StateKind kind;
    private final @Nullable ExpiredFilter filter;
    private final RocksIterator rows;
    private final ByteOutput map = new ByteOutput();
    private final ByteOutput timer = new ByteOutput();
    private int rowsUntilLook;

    Cursor(int state, Column column, @Nullable ExpiredFilter filter, ReadOptions options) {
      this.state = state;
      this.filter = filter;
      this.kind = column.schema().kind();
      this.rows = store.database().newIterator(column.handle(), options);
      rows.seek(Rows.firstOf(keyGroups.first()));
    }

    void write(int keyGroup, CanonicalWriter writer) throws IOException, RocksDBException {
      while (rows.isValid() && Rows.keyGroupOf(rows.key()) == keyGroup) {
        switch (kind) {
          case VALUE, LIST -> writeRow(writer);
          case MAP -> writeMap(writer);
          case TIMERS -> writeTimer(writer);
        }
      }
      rows.status();
    }

    private void writeRow(CanonicalWriter writer) throws IOException {
      byte[] row = rows.key();
      byte[] value = rows.value();
      int length = row.length - Rows.KEY_GROUP_BYTES;
      writeKept(writer, row, Rows.KEY_GROUP_BYTES, length, value, value.length);
      next();
    }

    private void writeTimer(CanonicalWriter writer) throws IOException {
      byte[] row = rows.key();
      ByteInput in = TimerRows.keyOf(row);
      int keyLength = in.readLength();
      int keyStart = in.position();
      in.skip(keyLength);
      timer.reset();
      timer.writeLong(TimerRows.timeOf(row));
      timer.writeBytes(row, in.position(), in.remaining());
      writer.entry(state, row, keyStart, keyLength, timer.array(), 0, timer.size());
      next();
    }

    /** Gathers the rows of one key. */
    private void writeMap(CanonicalWriter writer) throws IOException {
      byte[] first = rows.key();
      ByteInput in = new ByteInput(first);
      int keyLength = Rows.readKeyLength(in, kind);
      int keyStart = in.position();
      int prefixLength = keyStart + keyLength;
      map.reset();
      while (rows.isValid() && beginsAs(rows.key(), first, prefixLength)) {
        byte[] row = rows.key();
        byte[] value = rows.value();
        map.writeVarInt(row.length - prefixLength);
        map.writeBytes(row, prefixLength, row.length - prefixLength);
        map.writeVarInt(value.length);
        map.writeBytes(value);
        next();
      }
      writeKept(writer, first, keyStart, keyLength, map.array(), map.size());
    }

    private void writeKept(
        CanonicalWriter writer, byte[] row, int keyStart, int keyLength, byte[] value, int length)
        throws IOException {
      if (filter == null) {
        writer.entry(state, row, keyStart, keyLength, value, 0, length);
        return;
      }
      ByteOutput kept = filter.filter(value, 0, length);
      if (kept != null) {
        writer.entry(state, row, keyStart, keyLength, kept.array(), 0, kept.size());
      }
    }

    private void next() throws IOException {
      if (rowsUntilLook-- == 0) {
        rowsUntilLook = 1024;
        if (cancelled) {
          throw new IOException("the state of " + store.name() + " was closed");
        }
      }
      rows.next();
    }

    private static boolean beginsAs(byte[] row, byte[] other, int length) {
      return row.length >= length && java.util.Arrays.equals(row, 0, length, other, 0, length);
    }

    void close() {
      rows.close();
    }
  }
}
