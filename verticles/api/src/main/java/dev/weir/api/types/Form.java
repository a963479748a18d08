package dev.weir.api.types;

import dev.weir.state.spi.TypeSerializer;

/**
 * The two ways of writing records, tuples, POJOs, enums and sealed types.
 *
 * <p>By position, a struct is its fields one after the other: shortest, fastest, and equal values
 * have equal bytes; but only the very same version of the class can read it. By name, every field
 * has a tag of four bytes (29 bits of its name's hash, 3 bits for its {@link Extent}), so that
 * another version of the class finds the fields it knows and passes over the others, without a
 * table of versions: values of many versions can lie side by side in one store.
 */
enum Form {
  BY_NAME('{', '}'),
  BY_POSITION('(', ')');

  final char open;
  final char close;

  Form(char open, char close) {
    this.open = open;
    this.close = close;
  }

  <T> TypeSerializer<T> serializerOf(TypeInformation<T> type) {
    return new SerializerScope(this).build(type);
  }
}
