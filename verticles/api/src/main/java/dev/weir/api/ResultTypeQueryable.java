package dev.weir.api;

import dev.weir.api.types.TypeInformation;

/** A source or function that knows the type of its records. */
public interface ResultTypeQueryable<T> {

  /** The type of the records. */
  TypeInformation<T> getProducedType();
}
