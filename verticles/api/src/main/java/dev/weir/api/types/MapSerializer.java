package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The number of entries, then keys and values in turn, each with a byte for null in front. */
final class MapSerializer<K, V> extends CompositeSerializer<Map<K, V>> {

  private final BaseSerializer<K> keys;
  private final BaseSerializer<V> values;

  MapSerializer(MapType<K, V> type, Form form, BaseSerializer<K> keys, BaseSerializer<V> values) {
    super(type, form, List.of(keys, values));
    this.keys = keys;
    this.values = values;
  }

  @Override
  public void write(Map<K, V> map, ByteOutput out) {
    out.writeVarInt(map.size());
    for (Map.Entry<K, V> entry : map.entrySet()) {
      keys.writeNullable(entry.getKey(), out);
      values.writeNullable(entry.getValue(), out);
    }
  }

  @Override
  @SuppressWarnings("NullAway") // keys and values may be null
  public Map<K, V> read(ByteInput in) {
    int count = Counts.read(in, 2);
    Map<K, V> map = new LinkedHashMap<>(Counts.capacity(count) * 4 / 3 + 1);
    for (int i = 0; i < count; i++) {
      K key = keys.readNullable(in);
      map.put(key, values.readNullable(in));
    }
    return map;
  }

  @Override
  @SuppressWarnings("NullAway") // keys and values may be null
  public Map<K, V> copy(Map<K, V> map) {
    Map<K, V> copy = new LinkedHashMap<>(map.size() * 4 / 3 + 1);
    for (Map.Entry<K, V> entry : map.entrySet()) {
      copy.put(keys.copyNullable(entry.getKey()), values.copyNullable(entry.getValue()));
    }
    return copy;
  }

  @Override
  public boolean isImmutable() {
    return false;
  }

  @Override
  public String schema() {
    return "map<" + keys.schema() + ", " + values.schema() + ">";
  }
}
