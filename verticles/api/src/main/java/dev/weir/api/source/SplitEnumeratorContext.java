package dev.weir.api.source;

import dev.weir.api.metrics.SplitEnumeratorMetricGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an enumerator acts through. All methods are for the thread of the enumerator, except {@link
 * #runInCoordinatorThread}.
 */
public interface SplitEnumeratorContext<SplitT extends SourceSplit> {

  /** Where the enumerator registers what it measures. */
  SplitEnumeratorMetricGroup metricGroup();

  /** The number of readers of this source. */
  int currentParallelism();

  /** The readers that are ready, by index. Unmodifiable; a view of this moment. */
  Map<Integer, ReaderInfo> registeredReaders();

  /**
   * Assigns splits to readers. All that a reader is assigned within one call to the enumerator, or
   * to a handler of it, reaches the reader at once.
   *
   * @throws IllegalArgumentException if a reader is not registered
   */
  void assignSplits(SplitsAssignment<SplitT> newSplitAssignments);

  /** Assigns one split to one reader. */
  default void assignSplit(SplitT split, int subtask) {
    assignSplits(new SplitsAssignment<>(Map.of(subtask, List.of(split))));
  }

  /** Tells a reader that no more splits will come to it. */
  void signalNoMoreSplits(int subtask);

  /** Sends an event to a reader. */
  void sendEventToSourceReader(int subtaskId, SourceEvent event);

  /**
   * Runs {@code callable} on another thread, then {@code handler} on the thread of the enumerator
   * with the result or the failure (the other is null).
   */
  <T> void callAsync(Callable<T> callable, BiConsumer<@Nullable T, @Nullable Throwable> handler);

  /**
   * The same again and again: first after {@code initialDelay} ms, then every {@code period} ms.
   */
  <T> void callAsync(
      Callable<T> callable,
      BiConsumer<@Nullable T, @Nullable Throwable> handler,
      long initialDelay,
      long period);

  /** Runs {@code runnable} on the thread of the enumerator. May be called from any thread. */
  void runInCoordinatorThread(Runnable runnable);
}
