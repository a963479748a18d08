package dev.weir.runtime.windowing;

import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * How records become one accumulator, and what comes out of it. Accumulators belong to the state;
 * functions may change them in place.
 *
 * @param <T> the type of the records
 * @param <ACC> the type of the accumulator
 * @param <E> the type of the result
 */
interface Accumulation<T, ACC, E> {

  /** An accumulator of one record, shared with nobody. */
  ACC first(T record) throws Exception;

  /** Adds a record; may change and return the accumulator. */
  ACC add(ACC accumulator, T record) throws Exception;

  /** Merges two accumulators; may change and return either. */
  ACC merge(ACC first, ACC second) throws Exception;

  /** The result; shared with nobody, so that the accumulator may change afterwards. */
  @Nullable E result(ACC accumulator) throws Exception;

  /** An accumulator that may be changed while this one is kept. */
  default ACC copy(ACC accumulator) {
    return serializer().isImmutable() ? accumulator : serializer().copy(accumulator);
  }

  TypeSerializer<ACC> serializer();
}
