package dev.weir.runtime.async;

import dev.weir.runtime.async.QueuedElement.QueuedRecord;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A record in a queue whose results are awaited, and then its results. */
public abstract class Awaited<IN, OUT> {

  private final QueuedRecord<IN> element;
  private @Nullable Collection<OUT> results;

  Awaited(QueuedRecord<IN> element) {
    this.element = element;
  }

  public final QueuedRecord<IN> element() {
    return element;
  }

  /** Says what came of it; at most once. */
  public final void complete(Collection<OUT> newResults) {
    results = newResults;
    completed();
  }

  abstract void completed();

  final boolean isDone() {
    return results != null;
  }

  final void emit(StreamElementQueue.Emitter<OUT> emitter) {
    if (results == null) {
      throw new IllegalStateException("no results yet of " + element);
    }
    emitter.results(results, element.timestamp());
  }
}
