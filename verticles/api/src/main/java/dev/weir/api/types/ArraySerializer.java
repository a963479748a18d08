package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number of elements, then each element with a byte in front that says whether it is null. */
final class ArraySerializer<E> extends CompositeSerializer<E[]> {

  private final Class<E> elementClass;
  private final BaseSerializer<E> element;

  ArraySerializer(ArrayType<E> type, Form form, Class<E> elementClass, BaseSerializer<E> element) {
    super(type, form, List.of(element));
    this.elementClass = elementClass;
    this.element = element;
  }

  @Override
  public void write(E[] value, ByteOutput out) {
    out.writeVarInt(value.length);
    for (@Nullable E item : value) {
      element.writeNullable(item, out);
    }
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // made of that class; an element may be null
  public E[] read(ByteInput in) {
    E[] value = (E[]) Array.newInstance(elementClass, Counts.read(in, 1));
    for (int i = 0; i < value.length; i++) {
      value[i] = element.readNullable(in);
    }
    return value;
  }

  @Override
  @SuppressWarnings("NullAway") // an element may be null
  public E[] copy(E[] value) {
    E[] copy = Arrays.copyOf(value, value.length);
    for (int i = 0; i < copy.length; i++) {
      copy[i] = element.copyNullable(copy[i]);
    }
    return copy;
  }

  @Override
  public boolean isImmutable() {
    return false;
  }

  @Override
  public String schema() {
    return "array<" + element.schema() + ">";
  }
}
