package dev.weir.api.accumulators;

import java.io.Serializable;

/**
 * An accumulator whose result is of the type that is added.
 *
 * @param <T> what is added, and what comes out
 */
public interface SimpleAccumulator<T extends Serializable> extends Accumulator<T, T> {}
