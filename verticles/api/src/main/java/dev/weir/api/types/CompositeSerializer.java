package dev.weir.api.types;

import dev.weir.state.spi.TypeSerializer;
import java.util.List;

/** A serialiser that is made of others and is duplicated by making the whole tree anew. */
abstract class CompositeSerializer<T> extends BaseSerializer<T> {

  private final TypeInformation<T> type;
  private final Form form;
  private final boolean shareable;

  CompositeSerializer(TypeInformation<T> type, Form form, List<? extends BaseSerializer<?>> parts) {
    this.type = type;
    this.form = form;
    this.shareable = parts.stream().allMatch(BaseSerializer::isShareable);
  }

  @Override
  Extent extent() {
    return Extent.BLOCK;
  }

  @Override
  final boolean isShareable() {
    return shareable;
  }

  @Override
  public final TypeSerializer<T> duplicate() {
    return shareable ? this : form.serializerOf(type);
  }
}
