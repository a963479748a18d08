package dev.weir.runtime.windowing;

import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.operators.ChainedOperatorException;
import dev.weir.runtime.operators.HoldingOutput;
import dev.weir.runtime.operators.Output;
import dev.weir.runtime.partition.KeyedOutput;
import dev.weir.state.spi.KeyGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to sliced windows of event time, and aggregates them before, slice by slice.
 *
 * <p>Nobody can tell it from a channel that is slower: what is held of a slice is sent before the
 * watermark that ends the slice, before each barrier, and before the sender becomes idle. Records
 * that might be late, or are in no window, pass as they are. The records of a key and slice stay in
 * order. The receiver does not wait for the watermark of a sender that was idle, so from then on
 * all records pass.
 */
public final class AggregatingOutput<T, K, ACC> extends Output<T> implements HoldingOutput {

  /** So that looking for the slice of a record is quick. */
  private static final int MAX_SLICES = 32;

  private static final int MAX_ENTRIES = 1 << 17;

  private final SliceGeometry geometry;
  private final LongFunction<SliceTable<T, K, ACC>> tables;
  private final KeyedOutput<T, K> channels;
  private final List<SliceTable<T, K, ACC>> open = new ArrayList<>();
  private final Repetition repetition = new Repetition();

  /** The table of the last record, for times from {@code start} on. */
  private @Nullable SliceTable<T, K, ACC> last;

  private long start;
  private long watermark = Long.MIN_VALUE;
  private long toPass;
  private int entries;

  /**
   * @param tables makes the table of the slice that starts at a time
   */
  AggregatingOutput(
      SliceGeometry geometry,
      LongFunction<SliceTable<T, K, ACC>> tables,
      KeyedOutput<T, K> channels) {
    this.geometry = geometry;
    this.tables = tables;
    this.channels = channels;
  }

  @Override
  public void collect(T record, long timestamp) {
    K key = channels.keyOf(record);
    int hash = KeyGroups.hash(key);
    if (toPass > 0) {
      toPass--;
      channels.send(record, timestamp, hash);
      return;
    }
    SliceTable<T, K, ACC> table = last;
    // The difference is negative, or overflows to a negative number, for times before.
    if (table == null || timestamp - start < 0 || timestamp - start >= geometry.slice()) {
      table = find(timestamp);
    }
    if (table == null) {
      channels.send(record, timestamp, hash);
    } else if (add(table, record, key, hash)) {
      entries++;
      if (entries > MAX_ENTRIES) {
        sendOldest();
      }
    }
  }

  private static <T, K> boolean add(SliceTable<T, K, ?> table, T record, K key, int hash) {
    try {
      return table.add(record, key, hash);
    } catch (Exception e) {
      throw ChainedOperatorException.of(e);
    }
  }

  /** The table of a time; null if a record of that time passes as it is. */
  private @Nullable SliceTable<T, K, ACC> find(long time) {
    if (time == Frame.NO_TIMESTAMP || !geometry.isInWindow(time)) {
      return null;
    }
    long slice = geometry.sliceOf(time);
    if (slice == Frame.NO_TIMESTAMP || isOver(slice)) {
      return null;
    }
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).start() == slice) {
        return use(open.get(i));
      }
    }
    if (open.size() == MAX_SLICES) {
      sendOldest();
      if (toPass > 0) {
        return null;
      }
    }
    SliceTable<T, K, ACC> begun = tables.apply(slice);
    open.add(begun);
    return use(begun);
  }

  private SliceTable<T, K, ACC> use(SliceTable<T, K, ACC> table) {
    last = table;
    start = table.start();
    return table;
  }

  /** Whether a window of a slice may have ended, here or where the records go. */
  private boolean isOver(long slice) {
    long end = slice + geometry.slice();
    return end < slice || end - 1 <= watermark;
  }

  private void sendOldest() {
    SliceTable<T, K, ACC> oldest = open.get(0);
    for (int i = 1; i < open.size(); i++) {
      if (open.get(i).start() < oldest.start()) {
        oldest = open.get(i);
      }
    }
    open.remove(oldest);
    send(oldest);
    passIfInVain();
  }

  /** What is still held precedes what passes. */
  private void passIfInVain() {
    if (toPass > 0) {
      release();
    }
  }

  private void send(SliceTable<T, K, ACC> table) {
    if (table == last) {
      last = null;
    }
    entries -= table.size();
    table.drain(
        (key, hash, accumulator) ->
            channels.send(new Partial<>(key, accumulator), table.start(), hash));
    toPass = Math.max(toPass, repetition.sent(table.records(), table.size()));
  }

  @Override
  public void release() {
    for (int i = 0; i < open.size(); i++) {
      send(open.get(i));
    }
    open.clear();
  }

  @Override
  public void emitWatermark(long newWatermark) {
    watermark = newWatermark;
    int kept = 0;
    for (int i = 0; i < open.size(); i++) {
      SliceTable<T, K, ACC> table = open.get(i);
      if (isOver(table.start())) {
        send(table);
      } else {
        open.set(kept++, table);
      }
    }
    open.subList(kept, open.size()).clear();
    passIfInVain();
    channels.emitWatermark(newWatermark);
  }

  @Override
  public void emitIdle(boolean idle) {
    release();
    toPass = Long.MAX_VALUE;
    channels.emitIdle(idle);
  }
}
