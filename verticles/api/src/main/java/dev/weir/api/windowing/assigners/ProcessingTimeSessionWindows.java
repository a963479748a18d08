package dev.weir.api.windowing.assigners;

import dev.weir.api.windowing.triggers.ProcessingTimeTrigger;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.TimeWindow;
import java.time.Duration;

/** Sessions in processing time: a window ends when for a gap no record has come. */
public final class ProcessingTimeSessionWindows extends SessionWindowAssigner<Object> {

  private static final long serialVersionUID = 1L;

  private final long gap;

  private ProcessingTimeSessionWindows(long gap) {
    this.gap = gap;
  }

  /** Sessions with one gap. */
  public static ProcessingTimeSessionWindows withGap(Duration size) {
    return new ProcessingTimeSessionWindows(checkedGap(size));
  }

  /** Sessions whose gap depends on the record. */
  public static <T> DynamicProcessingTimeSessionWindows<T> withDynamicGap(
      SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
    return DynamicProcessingTimeSessionWindows.withDynamicGap(sessionWindowTimeGapExtractor);
  }

  @Override
  long gapOf(Object element) {
    return gap;
  }

  @Override
  public Trigger<Object, TimeWindow> getDefaultTrigger() {
    return ProcessingTimeTrigger.create();
  }

  @Override
  public boolean isEventTime() {
    return false;
  }

  @Override
  public String toString() {
    return "ProcessingTimeSessionWindows(" + gap + ")";
  }
}
