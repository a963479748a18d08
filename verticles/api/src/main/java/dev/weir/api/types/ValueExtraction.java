package dev.weir.api.types;

import dev.weir.api.tuple.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the type of a value: what the class does not say, its fields and elements do. */
final class ValueExtraction {

  private ValueExtraction() {}

  static TypeInformation<?> typeOf(@Nullable Object value) {
    if (value == null) {
      throw new InvalidTypesException("the type of null is not known; give the type yourself");
    }
    if (value instanceof Tuple tuple) {
      return tuple(tuple);
    }
    if (value instanceof List<?> list) {
      return CollectionType.list(elementType(list.iterator(), value));
    }
    if (value instanceof Set<?> set) {
      return CollectionType.set(elementType(set.iterator(), value));
    }
    if (value instanceof Map<?, ?> map) {
      return new MapType<>(
          elementType(map.keySet().iterator(), value), elementType(map.values().iterator(), value));
    }
    if (value instanceof Optional<?> optional) {
      return new OptionalType<>(elementType(optional.stream().iterator(), value));
    }
    return TypeReflection.typeOf(
        value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass());
  }

  private static TypeInformation<?> tuple(Tuple tuple) {
    List<TypeInformation<?>> fields = new ArrayList<>();
    for (int i = 0; i < tuple.getArity(); i++) {
      Object field = tuple.getField(i);
      if (field == null) {
        throw new InvalidTypesException(
            "the type of field f" + i + " of " + tuple + " is not known, because it is null");
      }
      fields.add(typeOf(field));
    }
    return StructType.tuple(fields);
  }

  private static TypeInformation<?> elementType(Iterator<?> elements, Object container) {
    while (elements.hasNext()) {
      Object element = elements.next();
      if (element != null) {
        return typeOf(element);
      }
    }
    throw new InvalidTypesException(
        "the type of the elements of "
            + container.getClass().getSimpleName()
            + " is not known, because there are none; give the type yourself");
  }
}
