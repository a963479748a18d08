package dev.weir.api.state;

import dev.weir.api.types.TypeInformation;
import dev.weir.state.ListState;
import dev.weir.state.spi.TypeSerializer;
import java.util.List;

/**
 * Describes a list, per key or (as operator state) per subtask.
 *
 * @param <T> the type of the elements
 */
public final class ListStateDescriptor<T> extends StateDescriptor<ListState<T>, List<T>> {

  private static final long serialVersionUID = 1L;

  private final SerializerSource<T> elementSerializer;

  private ListStateDescriptor(String name, SerializerSource<T> elementSerializer) {
    super(name);
    this.elementSerializer = elementSerializer;
  }

  /** Elements of a class that has no type parameters. */
  public ListStateDescriptor(String name, Class<T> typeClass) {
    this(name, SerializerSource.of(typeClass));
  }

  /** Elements of a type. */
  public ListStateDescriptor(String name, TypeInformation<T> typeInfo) {
    this(name, SerializerSource.of(typeInfo));
  }

  /** Elements with a serialiser of the program. */
  public ListStateDescriptor(String name, TypeSerializer<T> serializer) {
    this(name, SerializerSource.of(serializer));
  }

  @Override
  public Type getType() {
    return Type.LIST;
  }

  /** A serialiser of the elements, for one thread. */
  public TypeSerializer<T> createElementSerializer() {
    return elementSerializer.create();
  }
}
