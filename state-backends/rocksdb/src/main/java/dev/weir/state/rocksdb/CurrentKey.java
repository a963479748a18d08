package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The key that all handles work under; its bytes are made at most once, and only if asked for. */
final class CurrentKey<K> implements EntryKey<K> {

  private final TypeSerializer<K> serializer;
  private final int maxParallelism;
  private final KeyGroupRange keyGroups;
  private final ByteOutput bytes = new ByteOutput();
  private @Nullable K key;
  private int hash;
  private long version;
  private long bytesVersion;

  CurrentKey(TypeSerializer<K> serializer, int maxParallelism, KeyGroupRange keyGroups) {
    this.serializer = serializer;
    this.maxParallelism = maxParallelism;
    this.keyGroups = keyGroups;
  }

  void set(K newKey, int newHash) {
    int keyGroup = KeyGroups.groupOf(newHash, maxParallelism);
    if (!keyGroups.contains(keyGroup)) {
      throw new IllegalArgumentException(
          String.format(
              "Key '%s' is of key group %d, but this subtask holds the key groups %s",
              newKey, keyGroup, keyGroups));
    }
    key = newKey;
    hash = newHash;
    version++;
  }

  /** The way back to a key. */
  @FunctionalInterface
  interface Mark {
    void restore();
  }

  /** Remembers the key as it is now, which may be none. */
  Mark mark() {
    K markedKey = key;
    int markedHash = hash;
    return () -> {
      key = markedKey;
      hash = markedHash;
      version++;
    };
  }

  @Nullable K orNull() {
    return key;
  }

  @Override
  public K require() {
    K current = key;
    if (current == null) {
      throw new IllegalStateException("There is no current key; state is read and written per key");
    }
    return current;
  }

  @Override
  public int hash() {
    return hash;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public K toKeep() {
    return serializer.isImmutable() ? require() : serializer.copy(require());
  }

  @Override
  public EntryRows<K> rows() {
    return new EntryRows.OfKeys<>(maxParallelism, serializer.duplicate());
  }

  /** Writes rows of a scope. */
  <N> EntryRows<Scoped<K, N>> rows(TypeSerializer<N> namespaces) {
    return new EntryRows.OfScoped<>(maxParallelism, serializer.duplicate(), namespaces.duplicate());
  }

  int keyGroup() {
    return KeyGroups.groupOf(hash, maxParallelism);
  }

  @Override
  public void writeRow(ByteOutput row, StateKind kind) {
    makeBytes();
    Rows.write(row, kind, keyGroup(), bytes.array(), 0, bytes.size());
  }

  /** Writes the key behind its length. */
  void writeSized(ByteOutput out) {
    makeBytes();
    out.writeVarInt(bytes.size());
    out.writeBytes(bytes.array(), 0, bytes.size());
  }

  @Override
  public StateSchema declared(StateSchema schema) {
    return schema;
  }

  @Override
  public void requireReadable(String operator, StateSchema saved, StateSchema declared) {
    saved.requireNotNamespaced(operator, declared);
  }

  private void makeBytes() {
    K current = require();
    if (bytesVersion != version) {
      bytes.reset();
      serializer.write(current, bytes);
      bytesVersion = version;
    }
  }
}
