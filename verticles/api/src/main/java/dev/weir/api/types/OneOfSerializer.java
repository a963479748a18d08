package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Four bytes for the class (the {@link Tag} of its name, or its position), then the value. */
final class OneOfSerializer<T> extends CompositeSerializer<T> {

  private final Class<T> base;
  private final List<BaseSerializer<Object>> members;
  private final int[] codes;
  private final Map<Class<?>, Integer> indexes = new HashMap<>();
  private final String schema;
  private final boolean immutable;

  OneOfSerializer(OneOfType<T> type, Form form, List<BaseSerializer<Object>> members) {
    super(type, form, members);
    this.base = type.getTypeClass();
    this.members = members;
    List<? extends Class<?>> classes =
        type.componentTypes().stream().map(TypeInformation::getTypeClass).toList();
    for (int i = 0; i < classes.size(); i++) {
      indexes.put(classes.get(i), i);
    }
    codes =
        form == Form.BY_NAME
            ? Tag.ofAll(classes.stream().map(StructType::shortName).toList(), base.getName())
            : IntStream.range(0, classes.size()).toArray();
    schema =
        members.stream()
            .map(BaseSerializer::schema)
            .collect(
                Collectors.joining(
                    ", ",
                    "oneof " + StructType.shortName(base) + form.open,
                    String.valueOf(form.close)));
    immutable = members.stream().allMatch(BaseSerializer::isImmutable);
  }

  private int indexOf(T value) {
    Class<?> found = value instanceof Enum<?> e ? e.getDeclaringClass() : value.getClass();
    Integer index = indexes.get(found);
    if (index == null) {
      throw UnknownClass.found(value, base);
    }
    return index;
  }

  @Override
  public void write(T value, ByteOutput out) {
    int index = indexOf(value);
    out.writeInt(codes[index]);
    members.get(index).write(value, out);
  }

  @Override
  @SuppressWarnings("unchecked") // the members are subclasses of T
  public T read(ByteInput in) {
    int code = in.readInt();
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] == code) {
        return (T) members.get(i).read(in);
      }
    }
    throw new CorruptStateException("no class of " + base.getName() + " has the code " + code);
  }

  @Override
  @SuppressWarnings("unchecked") // the members are subclasses of T
  public T copy(T value) {
    return (T) members.get(indexOf(value)).copy(value);
  }

  @Override
  public boolean isImmutable() {
    return immutable;
  }

  @Override
  public String schema() {
    return schema;
  }
}
