package dev.weir.api.windowing.assigners;

import dev.weir.api.windowing.triggers.ProcessingTimeTrigger;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.TimeWindow;

/**
 * Sessions in processing time whose gap depends on the record.
 *
 * @param <T> the type of the records
 */
public final class DynamicProcessingTimeSessionWindows<T> extends SessionWindowAssigner<T> {

  private static final long serialVersionUID = 1L;

  private final SessionWindowTimeGapExtractor<T> gaps;

  private DynamicProcessingTimeSessionWindows(SessionWindowTimeGapExtractor<T> gaps) {
    this.gaps = gaps;
  }

  /** Sessions with the gap that the extractor says. */
  public static <T> DynamicProcessingTimeSessionWindows<T> withDynamicGap(
      SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
    return new DynamicProcessingTimeSessionWindows<>(sessionWindowTimeGapExtractor);
  }

  @Override
  long gapOf(T element) {
    return gaps.extract(element);
  }

  @Override
  @SuppressWarnings("unchecked") // the trigger looks at no record
  public Trigger<T, TimeWindow> getDefaultTrigger() {
    return (Trigger<T, TimeWindow>) (Trigger<?, TimeWindow>) ProcessingTimeTrigger.create();
  }

  @Override
  public boolean isEventTime() {
    return false;
  }

  @Override
  public String toString() {
    return "DynamicProcessingTimeSessionWindows()";
  }
}
