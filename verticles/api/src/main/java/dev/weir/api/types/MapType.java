package dev.weir.api.types;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A map. Values that are read are a {@link java.util.LinkedHashMap}. */
final class MapType<K, V> extends TypeInformation<Map<K, V>> {

  private final TypeInformation<K> key;
  private final TypeInformation<V> value;

  MapType(TypeInformation<K> key, TypeInformation<V> value) {
    super(TypeReflection.generic(Map.class));
    this.key = key;
    this.value = value;
  }

  @Override
  public List<TypeInformation<?>> componentTypes() {
    return List.of(key, value);
  }

  @Override
  public @Nullable String keyTypeProblem() {
    return "the entries of a map have no order";
  }

  @Override
  BaseSerializer<Map<K, V>> serializer(SerializerScope scope) {
    return new MapSerializer<>(this, scope.form, scope.build(key), scope.build(value));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MapType<?, ?> that && key.equals(that.key) && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, value);
  }

  @Override
  public String toString() {
    return "Map<" + key + ", " + value + ">";
  }
}
