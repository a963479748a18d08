package dev.weir.api.windowing.assigners;

import dev.weir.api.windowing.triggers.ProcessingTimeTrigger;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.TimeWindow;
import java.time.Duration;

/** Windows of processing time that follow each other without gap or overlap. */
public final class TumblingProcessingTimeWindows extends AlignedWindowAssigner {

  private static final long serialVersionUID = 1L;

  private TumblingProcessingTimeWindows(
      Duration size, Duration offset, WindowStagger windowStagger) {
    super(size.toMillis(), size.toMillis(), offset.toMillis(), windowStagger);
  }

  /** Windows of a size, one of them starting at the epoch. */
  public static TumblingProcessingTimeWindows of(Duration size) {
    return of(size, Duration.ZERO);
  }

  /** Windows of a size, one of them starting at {@code offset} after the epoch. */
  public static TumblingProcessingTimeWindows of(Duration size, Duration offset) {
    return of(size, offset, WindowStagger.ALIGNED);
  }

  /** The same, shifted in each subtask. */
  public static TumblingProcessingTimeWindows of(
      Duration size, Duration offset, WindowStagger windowStagger) {
    return new TumblingProcessingTimeWindows(size, offset, windowStagger);
  }

  @Override
  public Trigger<Object, TimeWindow> getDefaultTrigger() {
    return ProcessingTimeTrigger.create();
  }

  @Override
  public boolean isEventTime() {
    return false;
  }
}
