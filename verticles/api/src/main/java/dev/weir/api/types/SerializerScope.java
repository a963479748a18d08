package dev.weir.api.types;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One tree of serialisers in the making; knows those that are not finished, for types within
 * themselves.
 */
final class SerializerScope {

  final Form form;
  private final Map<TypeInformation<?>, BackReference> unfinished = new IdentityHashMap<>();

  SerializerScope(Form form) {
    this.form = form;
  }

  <T> BaseSerializer<T> build(TypeInformation<T> type) {
    return type.serializer(this);
  }

  BaseSerializer<Object> buildErased(TypeInformation<?> type) {
    return BaseSerializer.erased(build(type));
  }

  /** Builds the serialiser of a type that may contain itself. */
  <T> BaseSerializer<T> build(TypeInformation<T> type, Supplier<BaseSerializer<T>> maker) {
    BackReference reference = new BackReference(type);
    unfinished.put(type, reference);
    BaseSerializer<T> made = maker.get();
    unfinished.remove(type);
    reference.pointTo(BaseSerializer.erased(made));
    return made;
  }

  @Nullable BackReference unfinished(TypeInformation<?> type) {
    return unfinished.get(type);
  }
}
