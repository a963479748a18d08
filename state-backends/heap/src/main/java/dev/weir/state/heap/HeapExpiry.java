package dev.weir.state.heap;

import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateTtl;
import dev.weir.state.ttl.ExpiredFilter;
import dev.weir.state.ttl.Stamped;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When the entries of one state expire. */
record HeapExpiry(StateTtl ttl, LongSupplier clock) {

  /** What leaves expired entries out of a snapshot captured now; null if they stay in. */
  @Nullable ExpiredFilter snapshotFilter(StateKind kind) {
    return ttl.cleanup().inFullSnapshots() ? new ExpiredFilter(kind, ttl, clock.getAsLong()) : null;
  }

  /** What looks at some entries of a state each time it is run. */
  Runnable sweepOf(ObjectHeapState<?, ?> state) {
    int entries = ttl.cleanup().entriesPerAccess();
    return entries == 0
        ? () -> {}
        : () -> {
          long now = clock.getAsLong();
          state.sweep(
              entries,
              value -> value instanceof Stamped<?> each && ttl.isExpired(each.touched(), now));
        };
  }
}
