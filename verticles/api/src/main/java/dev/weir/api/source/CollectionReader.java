package dev.weir.api.source;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Emits the elements of a list from a position on. */
final class CollectionReader<T> implements SourceReader<T, CollectionPosition> {

  private static final int NOT_ASSIGNED = -1;

  private final SourceReaderContext context;
  private final List<T> elements;
  private final CompletableFuture<Void> assigned = new CompletableFuture<>();
  private int next = NOT_ASSIGNED;

  CollectionReader(SourceReaderContext context, List<T> elements) {
    this.context = context;
    this.elements = elements;
  }

  @Override
  public void start() {
    if (next == NOT_ASSIGNED) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) {
    if (next == NOT_ASSIGNED) {
      return assigned.isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    int end = Math.min(elements.size(), next + MAX_RECORDS_PER_POLL);
    while (next < end) {
      output.collect(elements.get(next++));
    }
    return next == elements.size() ? InputStatus.END_OF_INPUT : InputStatus.MORE_AVAILABLE;
  }

  @Override
  public List<CollectionPosition> snapshotState(long checkpointId) {
    return next == NOT_ASSIGNED ? List.of() : List.of(new CollectionPosition(next));
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return assigned;
  }

  @Override
  public void addSplits(List<CollectionPosition> splits) {
    int position = splits.get(0).next();
    if (position > elements.size()) {
      throw new IllegalStateException(
          "The restored position is "
              + position
              + ", but the collection has only "
              + elements.size()
              + " elements: the program was changed since the checkpoint");
    }
    next = position;
    assigned.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    assigned.complete(null);
  }

  @Override
  public void close() {}
}
