package dev.weir.benchmarks.weir;

import dev.weir.api.source.InputStatus;
import dev.weir.api.source.ReaderOutput;
import dev.weir.api.source.SourceReader;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.Schedule;
import dev.weir.benchmarks.cell.Stripe;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads partitions one after the other, as quickly as asked or as records are due. */
final class StripeReader<T> implements SourceReader<T, StripeSplit> {

  private final long events;
  private final boolean scheduled;
  private final StripedSource.Records<T> records;
  private final Schedule schedule;
  private final Measurement.Lane lane;
  private final Deque<Stripe> stripes = new ArrayDeque<>();
  private CompletableFuture<Void> assigned = new CompletableFuture<>();
  private boolean complete;

  StripeReader(
      String measurement, long events, boolean scheduled, StripedSource.Records<T> records) {
    this.events = events;
    this.scheduled = scheduled;
    this.records = records;
    this.schedule = Measurement.find(measurement).schedule();
    this.lane = Measurement.find(measurement).lane();
  }

  @Override
  public void start() {
    schedule.begin();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) {
    Stripe stripe = stripes.peek();
    if (stripe == null) {
      return complete ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    long from = stripe.position();
    long length = stripe.length(events);
    long to = Math.min(from + MAX_RECORDS_PER_POLL, length);
    if (scheduled) {
      to = Math.min(to, Math.max(from, stripe.length(schedule.due())));
    }
    for (long position = from; position < to; position++) {
      long offset = stripe.offsetAt(position);
      output.collect(records.at(offset, scheduled ? schedule.dueNanos(offset) : 0));
    }
    lane.many((int) (to - from));
    stripes.remove();
    if (to < length) {
      stripes.addFirst(stripe.at(to));
    }
    return to == from ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return stripes.isEmpty() ? assigned : schedule.nextTick();
  }

  @Override
  public void addSplits(List<StripeSplit> splits) {
    splits.forEach(split -> stripes.add(split.stripe()));
    assigned.complete(null);
    assigned = new CompletableFuture<>();
  }

  @Override
  public void notifyNoMoreSplits() {
    complete = true;
    assigned.complete(null);
  }

  @Override
  public List<StripeSplit> snapshotState(long checkpointId) {
    return stripes.stream().map(StripeSplit::new).toList();
  }

  @Override
  public void close() {
    // holds nothing
  }
}
