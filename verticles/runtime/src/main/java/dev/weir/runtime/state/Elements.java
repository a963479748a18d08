package dev.weir.runtime.state;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.List;

/** Encodes the elements of operator state one by one, so that they can be dealt out singly. */
final class Elements {

  private Elements() {}

  static <T> List<byte[]> encode(Iterable<T> elements, TypeSerializer<T> serializer) {
    ByteOutput out = new ByteOutput();
    List<byte[]> encoded = new ArrayList<>();
    for (T element : elements) {
      out.reset();
      serializer.write(element, out);
      encoded.add(out.toByteArray());
    }
    return encoded;
  }

  static <T> List<T> decode(List<byte[]> encoded, TypeSerializer<T> serializer) {
    List<T> elements = new ArrayList<>(encoded.size());
    for (byte[] bytes : encoded) {
      elements.add(serializer.read(new ByteInput(bytes)));
    }
    return elements;
  }
}
