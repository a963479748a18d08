package dev.weir.api.windowing.assigners;

import java.io.Serializable;

/** Says, for each record, how long its session lasts if nothing follows. */
@FunctionalInterface
public interface SessionWindowTimeGapExtractor<T> extends Serializable {

  /** The gap in milliseconds, greater than 0. */
  long extract(T element);
}
