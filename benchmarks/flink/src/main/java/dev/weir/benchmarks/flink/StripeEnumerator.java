package dev.weir.benchmarks.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives each reader the partition of its number. */
final class StripeEnumerator implements SplitEnumerator<StripeSplit, List<StripeSplit>> {

  private final SplitEnumeratorContext<StripeSplit> context;
  private final List<StripeSplit> unassigned;

  StripeEnumerator(SplitEnumeratorContext<StripeSplit> context, List<StripeSplit> unassigned) {
    this.context = context;
    this.unassigned = new ArrayList<>(unassigned);
  }

  @Override
  public void start() {
    // readers are served as they come
  }

  @Override
  public void addReader(int subtask) {
    List<StripeSplit> own =
        unassigned.stream()
            .filter(split -> split.stripe().partition() % context.currentParallelism() == subtask)
            .toList();
    unassigned.removeAll(own);
    own.forEach(split -> context.assignSplit(split, subtask));
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String requesterHostname) {
    throw new IllegalStateException("Reader " + subtask + " asks for partitions, but has its own");
  }

  @Override
  public void addSplitsBack(List<StripeSplit> splits, int subtask) {
    unassigned.addAll(splits);
  }

  @Override
  public List<StripeSplit> snapshotState(long checkpointId) {
    return List.copyOf(unassigned);
  }

  @Override
  public void close() {
    // holds nothing
  }
}
