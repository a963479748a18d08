package dev.weir.api.state;

import dev.weir.api.types.TypeInformation;
import dev.weir.state.MapState;
import dev.weir.state.spi.TypeSerializer;
import java.util.Map;

/**
 * Describes a map, per key or (as broadcast state) per subtask.
 *
 * @param <UK> the type of the keys of the map
 * @param <UV> the type of the values of the map
 */
public final class MapStateDescriptor<UK, UV>
    extends StateDescriptor<MapState<UK, UV>, Map<UK, UV>> {

  private static final long serialVersionUID = 1L;

  private final SerializerSource<UK> keySerializer;
  private final SerializerSource<UV> valueSerializer;

  private MapStateDescriptor(
      String name, SerializerSource<UK> keySerializer, SerializerSource<UV> valueSerializer) {
    super(name);
    this.keySerializer = keySerializer;
    this.valueSerializer = valueSerializer;
  }

  /** A map between classes that have no type parameters. */
  public MapStateDescriptor(String name, Class<UK> keyClass, Class<UV> valueClass) {
    this(name, SerializerSource.of(keyClass), SerializerSource.of(valueClass));
  }

  /** A map between types. */
  public MapStateDescriptor(
      String name, TypeInformation<UK> keyTypeInfo, TypeInformation<UV> valueTypeInfo) {
    this(name, SerializerSource.of(keyTypeInfo), SerializerSource.of(valueTypeInfo));
  }

  /** A map with serialisers of the program. */
  public MapStateDescriptor(
      String name, TypeSerializer<UK> keySerializer, TypeSerializer<UV> valueSerializer) {
    this(name, SerializerSource.of(keySerializer), SerializerSource.of(valueSerializer));
  }

  @Override
  public Type getType() {
    return Type.MAP;
  }

  /** A serialiser of the keys, for one thread. */
  public TypeSerializer<UK> createKeySerializer() {
    return keySerializer.create();
  }

  /** A serialiser of the values, for one thread. */
  public TypeSerializer<UV> createValueSerializer() {
    return valueSerializer.create();
  }
}
