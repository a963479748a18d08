package dev.weir.api.state;

import dev.weir.api.types.TypeInformation;
import dev.weir.state.spi.TypeSerializer;
import java.io.Serializable;

/** Makes serialisers of one type: from type information, or as copies of one that was given. */
sealed interface SerializerSource<T> extends Serializable {

  /** A serialiser for one thread. */
  TypeSerializer<T> create();

  static <T> SerializerSource<T> of(Class<T> type) {
    return new FromType<>(TypeInformation.of(type));
  }

  static <T> SerializerSource<T> of(TypeInformation<T> type) {
    return new FromType<>(type);
  }

  static <T> SerializerSource<T> of(TypeSerializer<T> serializer) {
    return new Given<>(serializer);
  }

  /** From type information. */
  record FromType<T>(TypeInformation<T> type) implements SerializerSource<T> {
    @Override
    public TypeSerializer<T> create() {
      return type.createSerializer();
    }
  }

  /** Given by the user. */
  record Given<T>(TypeSerializer<T> serializer) implements SerializerSource<T> {
    @Override
    public TypeSerializer<T> create() {
      return serializer.duplicate();
    }
  }
}
