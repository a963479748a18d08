package dev.weir.api.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of each number of its ranges, as quickly as the limiter allows. Of several ranges
 * the one that begins first comes first: those that were dealt out anew at a restore would
 * otherwise run against event time.
 */
final class NumberRangeReader<T> implements SourceReader<T, NumberRange> {

  private final SourceReaderContext context;
  private final GeneratorFunction<Long, T> generator;
  private final RateLimiter limiter;
  private final PriorityQueue<NumberRange> waiting =
      new PriorityQueue<>(Comparator.comparingLong(NumberRange::next));

  /** The range being emitted; its position is {@link #next}, and it is null when that is done. */
  private @Nullable NumberRange current;

  private long next;
  private boolean noMoreSplits;
  private CompletableFuture<Void> splitsArrived = new CompletableFuture<>();

  NumberRangeReader(
      SourceReaderContext context, GeneratorFunction<Long, T> generator, RateLimiter limiter) {
    this.context = context;
    this.generator = generator;
    this.limiter = limiter;
  }

  @Override
  public void start() throws Exception {
    generator.open(context);
    if (waiting.isEmpty()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    NumberRange range = current;
    if (range == null) {
      range = waiting.poll();
      if (range == null) {
        return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
      }
      current = range;
      next = range.next();
    }
    return emit(range, output);
  }

  private InputStatus emit(NumberRange range, ReaderOutput<T> output) throws Exception {
    int count = limiter.acquire(atMost(range));
    long from = next;
    for (int i = 0; i < count; i++) {
      output.collect(generator.map(from + i));
    }
    if (count > 0 && from + (count - 1) == range.last()) {
      return finishRange();
    }
    next = from + count;
    return count == 0 ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
  }

  /** The difference may overflow when the range is longer than {@code Long.MAX_VALUE}. */
  private int atMost(NumberRange range) {
    long left = range.last() - next;
    return left < 0 || left >= MAX_RECORDS_PER_POLL ? MAX_RECORDS_PER_POLL : (int) left + 1;
  }

  private InputStatus finishRange() {
    current = null;
    if (!waiting.isEmpty()) {
      return InputStatus.MORE_AVAILABLE;
    }
    if (noMoreSplits) {
      return InputStatus.END_OF_INPUT;
    }
    splitsArrived = new CompletableFuture<>();
    context.sendSplitRequest();
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return current == null ? splitsArrived : limiter.isAvailable();
  }

  @Override
  public void addSplits(List<NumberRange> splits) {
    waiting.addAll(splits);
    splitsArrived.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    splitsArrived.complete(null);
  }

  @Override
  public List<NumberRange> snapshotState(long checkpointId) {
    List<NumberRange> splits = new ArrayList<>();
    NumberRange range = current;
    if (range != null) {
      splits.add(new NumberRange(range.splitId(), next, range.last()));
    }
    splits.addAll(waiting);
    return splits;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    limiter.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void close() throws Exception {
    generator.close();
  }
}
