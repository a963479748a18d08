package dev.weir.api.windowing.assigners;

import dev.weir.api.windowing.triggers.EventTimeTrigger;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.TimeWindow;
import java.time.Duration;

/** Sessions in event time: a window ends when for a gap no record has come. */
public final class EventTimeSessionWindows extends SessionWindowAssigner<Object> {

  private static final long serialVersionUID = 1L;

  private final long gap;

  private EventTimeSessionWindows(long gap) {
    this.gap = gap;
  }

  /** Sessions with one gap. */
  public static EventTimeSessionWindows withGap(Duration size) {
    return new EventTimeSessionWindows(checkedGap(size));
  }

  /** Sessions whose gap depends on the record. */
  public static <T> DynamicEventTimeSessionWindows<T> withDynamicGap(
      SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
    return DynamicEventTimeSessionWindows.withDynamicGap(sessionWindowTimeGapExtractor);
  }

  @Override
  long gapOf(Object element) {
    return gap;
  }

  @Override
  public Trigger<Object, TimeWindow> getDefaultTrigger() {
    return EventTimeTrigger.create();
  }

  @Override
  public boolean isEventTime() {
    return true;
  }

  @Override
  public String toString() {
    return "EventTimeSessionWindows(" + gap + ")";
  }
}
