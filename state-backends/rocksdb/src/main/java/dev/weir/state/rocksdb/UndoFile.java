package dev.weir.state.rocksdb;

import dev.weir.state.spi.CorruptStateException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Rows as they were at the moment of a snapshot, for those that changed before RocksDB's files were
 * cut. To be written over the restored database.
 *
 * <pre>{@code
 * file := row*
 * row  := column:UTF keyLength:int key valueLength:int value     valueLength -1: there was no row
 * }</pre>
 */
final class UndoFile {

  /** What the file is called in a snapshot. */
  static final String NAME = "undo";

  private static final int ABSENT = -1;

  private UndoFile() {}

  /** Writes a file, row by row. */
  static final class Writer implements Closeable {

    private final DataOutputStream out;

    Writer(Path file) throws IOException {
      out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    void row(Column column, byte[] row, byte @Nullable [] value) throws IOException {
      out.writeUTF(column.id());
      out.writeInt(row.length);
      out.write(row);
      if (value == null) {
        out.writeInt(ABSENT);
      } else {
        out.writeInt(value.length);
        out.write(value);
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Writes the rows of a file, the checksum of which was compared, to a database. */
  static void apply(Path file, RowStore store) throws IOException {
    Map<String, Column> columns = new HashMap<>();
    store.columns().forEach(column -> columns.put(column.id(), column));
    try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        BatchWriter batch = store.batch()) {
      in.mark(1);
      while (in.read() >= 0) {
        in.reset();
        applyRow(in, columns, batch);
        in.mark(1);
      }
      batch.flush();
    } catch (EOFException | UTFDataFormatException e) {
      throw new CorruptStateException(file + " is damaged: it ends within a row: " + e, e);
    } catch (RocksDBException e) {
      throw Failure.checked(store.name(), "apply " + file, e);
    }
  }

  private static void applyRow(DataInputStream in, Map<String, Column> columns, BatchWriter batch)
      throws IOException, RocksDBException {
    String id = in.readUTF();
    Column column = columns.get(id);
    if (column == null) {
      throw new CorruptStateException("a row of the unknown column '" + id + "' is to be undone");
    }
    byte[] row = bytes(in, in.readInt());
    int length = in.readInt();
    if (length == ABSENT) {
      batch.delete(column.handle(), row);
    } else {
      batch.put(column.handle(), row, bytes(in, length));
    }
  }

  /** Takes no more memory than there are bytes, whatever the length says. */
  private static byte[] bytes(DataInputStream in, int length) throws IOException {
    if (length < 0) {
      throw new CorruptStateException("a row to undo has a length of " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("found " + bytes.length + " bytes, expected " + length);
    }
    return bytes;
  }
}
