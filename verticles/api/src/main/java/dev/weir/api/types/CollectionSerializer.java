package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number of elements, then each element with a byte in front that says whether it is null. */
final class CollectionSerializer<E, C extends Collection<E>> extends CompositeSerializer<C> {

  private final CollectionType<E, C> type;
  private final BaseSerializer<E> element;
  private final String schema;

  CollectionSerializer(
      CollectionType<E, C> type, Form form, String word, BaseSerializer<E> element) {
    super(type, form, List.of(element));
    this.type = type;
    this.element = element;
    this.schema = word + "<" + element.schema() + ">";
  }

  @Override
  public void write(C value, ByteOutput out) {
    out.writeVarInt(value.size());
    for (E item : value) {
      element.writeNullable(item, out);
    }
  }

  @Override
  @SuppressWarnings("NullAway") // an element may be null
  public C read(ByteInput in) {
    int count = Counts.read(in, 1);
    C value = type.make(Counts.capacity(count));
    for (int i = 0; i < count; i++) {
      value.add(element.readNullable(in));
    }
    return value;
  }

  @Override
  @SuppressWarnings("NullAway") // an element may be null
  public C copy(C value) {
    C copy = type.make(value.size());
    for (@Nullable E item : value) {
      copy.add(element.copyNullable(item));
    }
    return copy;
  }

  @Override
  public boolean isImmutable() {
    return false;
  }

  @Override
  public String schema() {
    return schema;
  }
}
