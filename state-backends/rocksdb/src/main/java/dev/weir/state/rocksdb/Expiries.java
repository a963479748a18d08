package dev.weir.state.rocksdb;

import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateTtl;
import dev.weir.state.ttl.ExpiredFilter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Which columns hold state that expires. */
final class Expiries {

  private final LongSupplier clock;
  private final Map<Column, StateTtl> ttls = new HashMap<>();
  private RowSweep[] sweepsPerKey = {};

  Expiries(LongSupplier clock) {
    this.clock = clock;
  }

  void add(Column column, StateTtl ttl, RowSweep sweep) {
    ttls.put(column, ttl);
    if (ttl.cleanup().perKeyToo()) {
      sweepsPerKey = Arrays.copyOf(sweepsPerKey, sweepsPerKey.length + 1);
      sweepsPerKey[sweepsPerKey.length - 1] = sweep;
    }
  }

  void keySet() {
    for (int i = 0; i < sweepsPerKey.length; i++) {
      sweepsPerKey[i].run();
    }
  }

  /** What leaves expired values out of a snapshot of this moment; null if they stay in. */
  @Nullable ExpiredFilter snapshotFilter(Column column) {
    StateTtl ttl = ttls.get(column);
    StateKind kind = column.schema().kind();
    return ttl == null || !ttl.cleanup().inFullSnapshots()
        ? null
        : new ExpiredFilter(kind, ttl, clock.getAsLong());
  }
}
