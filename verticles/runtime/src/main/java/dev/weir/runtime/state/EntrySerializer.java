package dev.weir.runtime.state;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import java.util.Map;

/** Writes an entry of a map: the key, then the value. */
final class EntrySerializer<K, V> implements TypeSerializer<Map.Entry<K, V>> {

  /** May occur in the schema of the key or the value too. */
  private static final String ARROW = " -> ";

  private final TypeSerializer<K> keys;
  private final TypeSerializer<V> values;

  EntrySerializer(TypeSerializer<K> keys, TypeSerializer<V> values) {
    this.keys = keys;
    this.values = values;
  }

  @Override
  public void write(Map.Entry<K, V> entry, ByteOutput out) {
    keys.write(entry.getKey(), out);
    values.write(entry.getValue(), out);
  }

  @Override
  public Map.Entry<K, V> read(ByteInput in) {
    K key = keys.read(in);
    return Map.entry(key, values.read(in));
  }

  @Override
  public Map.Entry<K, V> copy(Map.Entry<K, V> entry) {
    return Map.entry(keys.copy(entry.getKey()), values.copy(entry.getValue()));
  }

  @Override
  public boolean isImmutable() {
    return keys.isImmutable() && values.isImmutable();
  }

  @Override
  public TypeSerializer<Map.Entry<K, V>> duplicate() {
    return new EntrySerializer<>(keys.duplicate(), values.duplicate());
  }

  @Override
  public String schema() {
    return keys.schema() + ARROW + values.schema();
  }

  /** The schema says nothing about where the key ends, so any place may be it. */
  @Override
  public boolean canRead(String writtenSchema) {
    int arrow = writtenSchema.indexOf(ARROW);
    while (arrow >= 0) {
      if (keys.canRead(writtenSchema.substring(0, arrow))
          && values.canRead(writtenSchema.substring(arrow + ARROW.length()))) {
        return true;
      }
      arrow = writtenSchema.indexOf(ARROW, arrow + 1);
    }
    return false;
  }
}
