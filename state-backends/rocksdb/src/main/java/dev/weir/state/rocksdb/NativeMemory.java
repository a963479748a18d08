package dev.weir.state.rocksdb;

import java.util.HashMap;
import java.util.Map;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The native memory that all databases of a process share: one block cache, and write buffers that
 * are counted as part of it. Freed with the last database that uses it.
 */
final class NativeMemory implements AutoCloseable {

  private static final Map<Long, NativeMemory> SHARED = new HashMap<>();

  private final long bytes;
  private final Cache blockCache;
  private final WriteBufferManager writeBuffers;
  private int users;

  private NativeMemory(long bytes) {
    RocksDB.loadLibrary();
    this.bytes = bytes;
    this.blockCache = new LRUCache(bytes);
    this.writeBuffers = new WriteBufferManager(bytes / 2, blockCache);
  }

  static NativeMemory acquire(long bytes) {
    synchronized (SHARED) {
      NativeMemory memory = SHARED.computeIfAbsent(bytes, NativeMemory::new);
      memory.users++;
      return memory;
    }
  }

  /** How many databases use this much memory now. */
  static int users(long bytes) {
    synchronized (SHARED) {
      NativeMemory memory = SHARED.get(bytes);
      return memory == null ? 0 : memory.users;
    }
  }

  Cache blockCache() {
    return blockCache;
  }

  WriteBufferManager writeBuffers() {
    return writeBuffers;
  }

  @Override
  public void close() {
    synchronized (SHARED) {
      users--;
      if (users == 0) {
        SHARED.remove(bytes);
        writeBuffers.close();
        blockCache.close();
      }
    }
  }
}
