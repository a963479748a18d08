package dev.weir.api.source;

import dev.weir.api.metrics.SourceReaderMetricGroup;

/** The place of a reader. All methods are for the thread of the subtask. */
public interface SourceReaderContext {

  /** Where the reader registers what it measures. */
  SourceReaderMetricGroup metricGroup();

  /** The index of the subtask, from 0. */
  int getIndexOfSubtask();

  /** The number of readers of this source. */
  int currentParallelism();

  /**
   * Asks the enumerator for a split. The answer, {@code addSplits} or {@code notifyNoMoreSplits},
   * comes later.
   */
  void sendSplitRequest();

  /** Sends an event to the enumerator. */
  void sendSourceEventToCoordinator(SourceEvent sourceEvent);
}
