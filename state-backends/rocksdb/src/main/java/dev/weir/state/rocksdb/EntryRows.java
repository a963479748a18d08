package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.TypeSerializer;

/** Writes the rows of values whose entries a cache kept. For one thread at a time. */
interface EntryRows<E> {

  /** Writes the row of an entry into {@code row}, which is emptied before. */
  void write(E entry, ByteOutput row);

  /** The same for another thread. */
  EntryRows<E> duplicate();

  /** Of values under the key alone. */
  final class OfKeys<K> implements EntryRows<K> {
    private final int maxParallelism;
    private final TypeSerializer<K> keys;
    private final ByteOutput bytes = new ByteOutput();

    OfKeys(int maxParallelism, TypeSerializer<K> keys) {
      this.maxParallelism = maxParallelism;
      this.keys = keys;
    }

    @Override
    public void write(K entry, ByteOutput row) {
      bytes.reset();
      keys.write(entry, bytes);
      int keyGroup = KeyGroups.groupOf(KeyGroups.hash(entry), maxParallelism);
      Rows.write(row, StateKind.VALUE, keyGroup, bytes.array(), 0, bytes.size());
    }

    @Override
    public EntryRows<K> duplicate() {
      return new OfKeys<>(maxParallelism, keys.duplicate());
    }
  }

  /** Of values under the key and a namespace. */
  final class OfScoped<K, N> implements EntryRows<Scoped<K, N>> {
    private final int maxParallelism;
    private final TypeSerializer<K> keys;
    private final TypeSerializer<N> namespaces;
    private final ByteOutput key = new ByteOutput();
    private final ByteOutput bytes = new ByteOutput();

    OfScoped(int maxParallelism, TypeSerializer<K> keys, TypeSerializer<N> namespaces) {
      this.maxParallelism = maxParallelism;
      this.keys = keys;
      this.namespaces = namespaces;
    }

    @Override
    public void write(Scoped<K, N> entry, ByteOutput row) {
      key.reset();
      keys.write(entry.key(), key);
      bytes.reset();
      bytes.writeVarInt(key.size());
      bytes.writeBytes(key.array(), 0, key.size());
      namespaces.write(entry.namespace(), bytes);
      int keyGroup = KeyGroups.groupOf(KeyGroups.hash(entry.key()), maxParallelism);
      Rows.write(row, StateKind.VALUE, keyGroup, bytes.array(), 0, bytes.size());
    }

    @Override
    public EntryRows<Scoped<K, N>> duplicate() {
      return new OfScoped<>(maxParallelism, keys.duplicate(), namespaces.duplicate());
    }
  }
}
