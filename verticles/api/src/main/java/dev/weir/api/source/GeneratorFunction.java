package dev.weir.api.source;

import dev.weir.api.functions.Function;

/**
 * Makes the records of a {@link DataGeneratorSource}. Every reader has a copy of its own. To give
 * the same records again after a restore, what {@link #map} returns must depend on its argument
 * alone.
 */
@FunctionalInterface
public interface GeneratorFunction<T, O> extends Function {

  /** Called once before the first record. */
  default void open(SourceReaderContext readerContext) throws Exception {}

  /** Called once at the end. */
  default void close() throws Exception {}

  /** Returns the record for a number. */
  O map(T value) throws Exception;
}
