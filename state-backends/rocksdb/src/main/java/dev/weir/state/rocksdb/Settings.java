package dev.weir.state.rocksdb;

import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.ReadOptions;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WriteOptions;

/** How databases are opened: for point reads and overwrites, and without a log of their own. */
final class Settings implements AutoCloseable {

  private static final long WRITE_BUFFER_BYTES = 32L << 20;
  private static final int BLOCK_BYTES = 8 * 1024;
  private static final double BLOOM_BITS = 10;

  /**
   * When a pinned sequence number is released, RocksDB likes to rewrite the files of the lowest
   * level to save a few bytes. A rewritten file has to be uploaded again, so it shall not within a
   * day.
   */
  private static final Properties NO_REWRITES = new Properties();

  static {
    NO_REWRITES.setProperty("bottommost_file_compaction_delay", "86400");
  }

  private final NativeMemory memory;
  private final BloomFilter bloom;
  private final StringAppendOperator append;
  private final ColumnFamilyOptions column;
  private final DBOptions database;
  private final WriteOptions write;
  private final ReadOptions read;

  Settings(long memoryBytes) {
    memory = NativeMemory.acquire(memoryBytes);
    bloom = new BloomFilter(BLOOM_BITS);
    append = new StringAppendOperator("");
    column = columnOptions(memory, bloom, append, memoryBytes);
    database =
        new DBOptions()
            .setCreateIfMissing(true)
            .setWriteBufferManager(memory.writeBuffers())
            .setMaxBackgroundJobs(2)
            .setAvoidFlushDuringShutdown(true)
            .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
            .setKeepLogFileNum(1)
            .setStatsDumpPeriodSec(0);
    write = new WriteOptions().setDisableWAL(true);
    read = new ReadOptions();
  }

  private static ColumnFamilyOptions columnOptions(
      NativeMemory memory, BloomFilter bloom, StringAppendOperator append, long memoryBytes) {
    ColumnFamilyOptions options = ColumnFamilyOptions.getColumnFamilyOptionsFromProps(NO_REWRITES);
    if (options == null) {
      throw new IllegalStateException("RocksDB does not know the options " + NO_REWRITES);
    }
    return options
        .setTableFormatConfig(
            new BlockBasedTableConfig()
                .setBlockCache(memory.blockCache())
                .setFilterPolicy(bloom)
                .setBlockSize(BLOCK_BYTES)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true))
        .setMergeOperator(append)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setWriteBufferSize(Math.min(WRITE_BUFFER_BYTES, memoryBytes / 8))
        .setMaxWriteBufferNumber(3);
  }

  ColumnFamilyOptions column() {
    return column;
  }

  DBOptions database() {
    return database;
  }

  /** Without a write-ahead log: what is not in a checkpoint is replayed from the source. */
  WriteOptions write() {
    return write;
  }

  ReadOptions read() {
    return read;
  }

  @Override
  public void close() {
    read.close();
    write.close();
    database.close();
    column.close();
    append.close();
    bloom.close();
    memory.close();
  }
}
