package dev.weir.api.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives out splits in order to whoever asks, one at a time. Its checkpoint is the list of those not
 * given out.
 */
final class SplitQueueEnumerator<S extends SourceSplit> implements SplitEnumerator<S, List<S>> {

  private final SplitEnumeratorContext<S> context;
  private final Deque<S> waiting;

  SplitQueueEnumerator(SplitEnumeratorContext<S> context, Collection<S> splits) {
    this.context = context;
    this.waiting = new ArrayDeque<>(splits);
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
    S split = waiting.poll();
    if (split == null) {
      context.signalNoMoreSplits(subtaskId);
    } else {
      context.assignSplit(split, subtaskId);
    }
  }

  @Override
  public void addSplitsBack(List<S> splits, int subtaskId) {
    for (int i = splits.size() - 1; i >= 0; i--) {
      waiting.addFirst(splits.get(i));
    }
  }

  @Override
  public void addReader(int subtaskId) {}

  @Override
  public List<S> snapshotState(long checkpointId) {
    return List.copyOf(waiting);
  }

  @Override
  public void close() {}
}
