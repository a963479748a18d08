package dev.weir.state.rocksdb;

/**
 * How much memory the backend takes.
 *
 * @param memoryBytes native memory for blocks, indexes, filters and write buffers, shared by all
 *     subtasks of the process that are given the same figure
 * @param cacheBytes heap, roughly, for the values of hot keys, per subtask; 0 for no cache
 */
public record RocksDBOptions(long memoryBytes, long cacheBytes) {

  private static final long MEBIBYTE = 1L << 20;

  public RocksDBOptions {
    if (memoryBytes < 8 * MEBIBYTE) {
      throw new IllegalArgumentException(
          "memoryBytes of RocksDB is " + memoryBytes + ", expected at least " + 8 * MEBIBYTE);
    }
    if (cacheBytes < 0) {
      throw new IllegalArgumentException(
          "cacheBytes of RocksDB is " + cacheBytes + ", expected 0 or more");
    }
  }

  /** 256 MiB of native memory, and a 32nd of the heap (16 to 128 MiB) for each subtask's cache. */
  public static RocksDBOptions defaults() {
    long part = Runtime.getRuntime().maxMemory() / 32;
    return new RocksDBOptions(
        256 * MEBIBYTE, Math.max(16 * MEBIBYTE, Math.min(128 * MEBIBYTE, part)));
  }

  public RocksDBOptions withMemoryBytes(long bytes) {
    return new RocksDBOptions(bytes, cacheBytes);
  }

  public RocksDBOptions withCacheBytes(long bytes) {
    return new RocksDBOptions(memoryBytes, bytes);
  }
}
