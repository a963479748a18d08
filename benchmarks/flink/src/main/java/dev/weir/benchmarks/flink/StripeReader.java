package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.Schedule;
import dev.weir.benchmarks.cell.Stripe;
import dev.weir.benchmarks.cell.Workload;
import dev.weir.benchmarks.nexmark.Query;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Reads partitions one after the other, as quickly as asked or as records are due. */
final class StripeReader<T> implements SourceReader<T, StripeSplit> {

  private static final int RECORDS_PER_POLL = 256;

  private final long events;
  private final boolean scheduled;
  private final long lingerMillis;
  private final StripedSource.Records<T> records;
  private final Schedule schedule;
  private final Measurement.Lane lane;
  private final Deque<Stripe> stripes = new ArrayDeque<>();
  private CompletableFuture<Void> assigned = new CompletableFuture<>();
  private @Nullable CompletableFuture<Void> lingering;
  private boolean complete;

  StripeReader(
      String measurement, long events, Workload workload, StripedSource.Records<T> records) {
    this.events = events;
    this.scheduled = workload == Workload.LATENCY;
    this.lingerMillis = Query.lingerMillis(workload);
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
      return complete && hasLingered() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    long from = stripe.position();
    long length = stripe.length(events);
    long to = Math.min(from + RECORDS_PER_POLL, length);
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

  private boolean hasLingered() {
    if (lingering == null) {
      lingering =
          CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(lingerMillis, TimeUnit.MILLISECONDS));
    }
    return lingerMillis == 0 || lingering.isDone();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (!stripes.isEmpty()) {
      return schedule.nextTick();
    }
    return lingering == null ? assigned : lingering;
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
