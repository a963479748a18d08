package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.StateSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * One database: rows by column. Reads and writes belong to one thread, which tells the {@link
 * Capture} under way of each row before it changes.
 */
final class RowStore implements AutoCloseable {

  /** The length of a value that is not there. */
  static final int ABSENT = -1;

  private final String name;
  private final Settings settings;
  private final RocksDB database;
  private final ColumnFamilyHandle catalog;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final List<Column> dropped = new ArrayList<>();
  private int nextColumn;
  private byte[] value = new byte[256];
  private @Nullable Capture capture;

  /** A row that a scan met. */
  @FunctionalInterface
  interface RowConsumer {

    /**
     * @return whether to go on
     */
    boolean accept(byte[] row, byte[] value) throws RocksDBException, IOException;
  }

  private RowStore(
      String name, Settings settings, RocksDB database, List<ColumnFamilyHandle> handles) {
    this.name = name;
    this.settings = settings;
    this.database = database;
    this.catalog = handles.get(0);
  }

  /**
   * Opens the database in a directory, or makes one.
   *
   * @param name what to call it in messages
   */
  static RowStore open(String name, Settings settings, Path directory) throws IOException {
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      List<ColumnFamilyDescriptor> descriptors = descriptorsOf(settings, directory);
      RocksDB database =
          RocksDB.open(settings.database(), directory.toString(), descriptors, handles);
      RowStore store = new RowStore(name, settings, database, handles);
      try {
        store.readCatalog(handles);
      } catch (RocksDBException | RuntimeException e) {
        handles.forEach(ColumnFamilyHandle::close);
        database.close();
        throw e;
      }
      return store;
    } catch (RocksDBException e) {
      throw Failure.checked(name, "open " + directory, e);
    }
  }

  private static List<ColumnFamilyDescriptor> descriptorsOf(Settings settings, Path directory)
      throws RocksDBException {
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, settings.column()));
    if (Files.exists(directory.resolve("CURRENT"))) {
      try (Options options = new Options()) {
        for (byte[] id : RocksDB.listColumnFamilies(options, directory.toString())) {
          if (!Arrays.equals(id, RocksDB.DEFAULT_COLUMN_FAMILY)) {
            descriptors.add(new ColumnFamilyDescriptor(id, settings.column()));
          }
        }
      }
    }
    return descriptors;
  }

  private void readCatalog(List<ColumnFamilyHandle> handles) throws RocksDBException {
    for (ColumnFamilyHandle handle : handles.subList(1, handles.size())) {
      String id = new String(handle.getName(), StandardCharsets.US_ASCII);
      byte[] schema = database.get(catalog, Catalog.rowOf(id));
      if (schema == null) {
        throw new CorruptStateException("the database has a column '" + id + "' of no known state");
      }
      columns.put(id, new Column(id, Catalog.schemaOf(schema), handle));
      nextColumn = Math.max(nextColumn, Integer.parseInt(id.substring(1)) + 1);
    }
  }

  /** What the database says of itself, null if it is new. */
  Catalog.@Nullable Head head() throws IOException {
    try {
      byte[] bytes = database.get(catalog, Catalog.headRow());
      return bytes == null ? null : Catalog.Head.of(bytes);
    } catch (RocksDBException e) {
      throw Failure.checked(name, "read its catalog", e);
    }
  }

  void putHead(Catalog.Head head) throws IOException {
    try {
      database.put(catalog, settings.write(), Catalog.headRow(), head.toBytes());
    } catch (RocksDBException e) {
      throw Failure.checked(name, "write its catalog", e);
    }
  }

  Collection<Column> columns() {
    return columns.values();
  }

  /** The columns of a state, more than one if it was saved with several schemas. */
  List<Column> columnsOf(StateSchema state) {
    return columns.values().stream().filter(each -> each.schema().isNamedAs(state)).toList();
  }

  /** The column of exactly that schema, made if need be. Not while a capture is under way. */
  Column column(StateSchema schema) {
    for (Column each : columns.values()) {
      if (each.schema().equals(schema)) {
        return each;
      }
    }
    return create(schema);
  }

  private Column create(StateSchema schema) {
    String id = "s" + nextColumn++;
    try {
      database.put(catalog, settings.write(), Catalog.rowOf(id), Catalog.toBytes(schema));
      ColumnFamilyHandle handle =
          database.createColumnFamily(
              new ColumnFamilyDescriptor(Catalog.rowOf(id), settings.column()));
      Column column = new Column(id, schema, handle);
      columns.put(id, column);
      return column;
    } catch (RocksDBException e) {
      throw Failure.unchecked(name, "make a column for state '" + schema.name() + "'", e);
    }
  }

  /**
   * Removes a column and all rows in it. Not while a capture is under way. Who reads an older
   * moment of it may read on.
   */
  void drop(Column column) {
    try {
      database.dropColumnFamily(column.handle());
      dropped.add(column);
      columns.remove(column.id());
      database.delete(catalog, settings.write(), Catalog.rowOf(column.id()));
    } catch (RocksDBException e) {
      throw Failure.unchecked(name, "drop state '" + column.schema().name() + "'", e);
    }
  }

  /**
   * Reads a row into {@link #value()}.
   *
   * @return the length of the value, or {@link #ABSENT}
   */
  int get(Column column, ByteOutput row) {
    try {
      int length = getInto(column, row);
      if (length > value.length) {
        value = new byte[length + length / 2];
        length = getInto(column, row);
      }
      return length == RocksDB.NOT_FOUND ? ABSENT : length;
    } catch (RocksDBException e) {
      throw Failure.unchecked(name, "read state '" + column.schema().name() + "'", e);
    }
  }

  private int getInto(Column column, ByteOutput row) throws RocksDBException {
    return database.get(
        column.handle(), settings.read(), row.array(), 0, row.size(), value, 0, value.length);
  }

  /** What {@link #get} read last; valid until it is called again. */
  byte[] value() {
    return value;
  }

  void put(Column column, ByteOutput row, ByteOutput newValue) {
    beforeWrite(column, row);
    try {
      database.put(
          column.handle(),
          settings.write(),
          row.array(),
          0,
          row.size(),
          newValue.array(),
          0,
          newValue.size());
    } catch (RocksDBException e) {
      throw writeFailure(column, e);
    }
  }

  /** Appends to the value of a row, which is made if need be. */
  void append(Column column, ByteOutput row, ByteOutput more) {
    beforeWrite(column, row);
    try {
      database.merge(
          column.handle(),
          settings.write(),
          row.array(),
          0,
          row.size(),
          more.array(),
          0,
          more.size());
    } catch (RocksDBException e) {
      throw writeFailure(column, e);
    }
  }

  void delete(Column column, ByteOutput row) {
    beforeWrite(column, row);
    try {
      database.delete(column.handle(), settings.write(), row.array(), 0, row.size());
    } catch (RocksDBException e) {
      throw writeFailure(column, e);
    }
  }

  /** Starts writing many rows; {@link #beforeWrite} is up to the caller. */
  BatchWriter batch() {
    return new BatchWriter(database, settings.write());
  }

  /** Lets the capture under way, if there is one, know that a row is about to change. */
  void beforeWrite(Column column, ByteOutput row) {
    if (capture != null) {
      capture.beforeWrite(column, row.toByteArray());
    }
  }

  /** As {@link #beforeWrite(Column, ByteOutput)}. */
  void beforeWrite(Column column, byte[] row) {
    if (capture != null) {
      capture.beforeWrite(column, row);
    }
  }

  /** From now on writes are told to this capture; to none if null. */
  void capture(@Nullable Capture underWay) {
    capture = underWay;
  }

  /** Whether each row that is written has to be undone in the files of a snapshot. */
  boolean isCapturing() {
    return capture != null && capture.isMakingFiles();
  }

  /** Meets the rows from one on, up to another. */
  void scan(Column column, byte[] from, byte[] before, RowConsumer action) throws IOException {
    try (Slice bound = new Slice(before);
        ReadOptions options = new ReadOptions().setIterateUpperBound(bound);
        RocksIterator rows = database.newIterator(column.handle(), options)) {
      boolean more = true;
      for (rows.seek(from); more && rows.isValid(); rows.next()) {
        more = action.accept(rows.key(), rows.value());
      }
      rows.status();
    } catch (RocksDBException e) {
      throw Failure.checked(name, "scan state '" + column.schema().name() + "'", e);
    }
  }

  RocksDB database() {
    return database;
  }

  Settings settings() {
    return settings;
  }

  String name() {
    return name;
  }

  /** Number of rows, roughly. */
  long estimatedRows() {
    return sum("rocksdb.estimate-num-keys");
  }

  /** Bytes on disk and in write buffers, roughly. */
  long estimatedBytes() {
    return sum("rocksdb.estimate-live-data-size") + sum("rocksdb.cur-size-all-mem-tables");
  }

  private long sum(String property) {
    long sum = 0;
    try {
      for (Column column : columns.values()) {
        sum += database.getLongProperty(column.handle(), property);
      }
    } catch (RocksDBException e) {
      throw Failure.unchecked(name, "tell " + property, e);
    }
    return sum;
  }

  private RuntimeException writeFailure(Column column, RocksDBException e) {
    return Failure.unchecked(name, "write state '" + column.schema().name() + "'", e);
  }

  /** The settings stay open. */
  @Override
  public void close() {
    columns.values().forEach(column -> column.handle().close());
    dropped.forEach(column -> column.handle().close());
    catalog.close();
    database.close();
  }
}
