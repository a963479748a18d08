package dev.weir.api.types;

import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What both forms of writing a struct have in common. */
abstract class StructSerializer<T> extends CompositeSerializer<T> {

  final StructField[] fields;
  final BaseSerializer<Object>[] serializers;
  final boolean[] nullable;
  final Shape<T> shape;
  private final Class<T> typeClass;
  private final boolean immutable;
  private final String schema;

  @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a generic type can be made otherwise
  StructSerializer(StructType<T> type, Form form, StructField[] fields) {
    super(type, form, Arrays.stream(fields).map(StructField::serializer).toList());
    this.fields = fields;
    this.serializers =
        Arrays.stream(fields).map(StructField::serializer).toArray(BaseSerializer[]::new);
    this.nullable = new boolean[fields.length];
    for (int i = 0; i < fields.length; i++) {
      nullable[i] = !fields[i].primitive();
    }
    this.shape = type.shape();
    this.typeClass = type.getTypeClass();
    this.immutable =
        type.kind() == StructType.Kind.RECORD
            && Arrays.stream(fields).allMatch(field -> field.serializer().isImmutable());
    this.schema = schemaOf(type, form, fields);
  }

  private static String schemaOf(StructType<?> type, Form form, StructField[] fields) {
    String kind = type.kind().name().toLowerCase(Locale.ROOT);
    boolean tuple = type.kind() == StructType.Kind.TUPLE;
    String head = tuple ? kind : kind + " " + StructType.shortName(type.getTypeClass());
    StringJoiner text = new StringJoiner(", ", head + form.open, String.valueOf(form.close));
    for (StructField field : fields) {
      // By position a boxed field has a byte in front of it that a primitive field has not.
      String mark = form == Form.BY_POSITION && field.boxed() ? "?" : "";
      text.add(field.name() + ": " + field.serializer().schema() + mark);
    }
    return text.toString();
  }

  /** A subclass would lose its own fields without a word. */
  final void checkClass(T value) {
    if (value.getClass() != typeClass) {
      throw UnknownClass.found(value, typeClass);
    }
  }

  @Override
  public final T copy(T value) {
    if (immutable) {
      return value;
    }
    @Nullable Object[] parts = shape.takeApart(value);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = serializers[i].copyNullable(parts[i]);
    }
    return shape.make(parts);
  }

  @Override
  public final boolean isImmutable() {
    return immutable;
  }

  @Override
  public final String schema() {
    return schema;
  }
}
