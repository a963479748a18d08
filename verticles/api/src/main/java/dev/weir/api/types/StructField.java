package dev.weir.api.types;

import dev.weir.api.types.StructType.Component;
import java.lang.invoke.MethodType;
import java.util.List;

/** A field of a struct and how it is written. */
record StructField(
    String name, BaseSerializer<Object> serializer, boolean primitive, boolean boxed) {

  static StructField[] of(StructType<?> type, SerializerScope scope) {
    List<Component> components = type.components();
    StructField[] fields = new StructField[components.size()];
    for (int i = 0; i < fields.length; i++) {
      Component component = components.get(i);
      boolean boxed =
          component.javaField() != null
              && MethodType.methodType(component.javaField().getType()).hasWrappers();
      fields[i] =
          new StructField(
              component.name(),
              scope.buildErased(component.type()),
              component.isPrimitive(),
              boxed);
    }
    return fields;
  }
}
