package dev.weir.state.heap;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;

/** Writes key and namespace as the canonical format has them: the key behind its length. */
record ScopedKeySerializer<K, N>(TypeSerializer<K> keys, TypeSerializer<N> namespaces)
    implements TypeSerializer<ScopedKey<K, N>> {

  @Override
  public void write(ScopedKey<K, N> value, ByteOutput out) {
    out.writeSized(keys, value.key());
    namespaces.write(value.namespace(), out);
  }

  @Override
  public ScopedKey<K, N> read(ByteInput in) {
    ScopedKey<K, N> value = new ScopedKey<>();
    K key = in.readSized(keys);
    value.set(key, namespaces.read(in));
    return value;
  }

  @Override
  public ScopedKey<K, N> copy(ScopedKey<K, N> value) {
    return value;
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public TypeSerializer<ScopedKey<K, N>> duplicate() {
    return new ScopedKeySerializer<>(keys.duplicate(), namespaces.duplicate());
  }

  @Override
  public String schema() {
    return keys.schema() + " and " + namespaces.schema();
  }
}
