package dev.weir.api.windowing.assigners;

import dev.weir.api.ExecutionConfig;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.triggers.TriggerResult;
import dev.weir.api.windowing.windows.GlobalWindow;
import dev.weir.state.spi.TypeSerializer;
import java.util.Collection;
import java.util.List;

/** All records of a key in one window that never ends: useful with a trigger of one's own. */
public final class GlobalWindows extends WindowAssigner<Object, GlobalWindow> {

  private static final long serialVersionUID = 1L;

  private final Trigger<Object, GlobalWindow> defaultTrigger;

  private GlobalWindows(Trigger<Object, GlobalWindow> defaultTrigger) {
    this.defaultTrigger = defaultTrigger;
  }

  /** The window never fires, unless a trigger is set. */
  public static GlobalWindows create() {
    return new GlobalWindows(new NeverTrigger());
  }

  /** The window fires when the input has ended. */
  public static GlobalWindows createWithEndOfStreamTrigger() {
    return new GlobalWindows(new EndOfStreamTrigger());
  }

  @Override
  public Collection<GlobalWindow> assignWindows(
      Object element, long timestamp, WindowAssignerContext context) {
    return List.of(GlobalWindow.get());
  }

  @Override
  public Trigger<Object, GlobalWindow> getDefaultTrigger() {
    return defaultTrigger;
  }

  @Override
  public TypeSerializer<GlobalWindow> getWindowSerializer(ExecutionConfig executionConfig) {
    return GlobalWindow.Serializer.INSTANCE;
  }

  @Override
  public boolean isEventTime() {
    return false;
  }

  @Override
  public String toString() {
    return "GlobalWindows()";
  }

  /** Never fires. */
  public static final class NeverTrigger extends Trigger<Object, GlobalWindow> {

    private static final long serialVersionUID = 1L;

    private NeverTrigger() {}

    @Override
    public TriggerResult onElement(
        Object element, long timestamp, GlobalWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, GlobalWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, GlobalWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(GlobalWindow window, TriggerContext ctx) {}

    @Override
    public String toString() {
      return "NeverTrigger()";
    }
  }

  /** Fires at the end of the input, which is the watermark {@code Long.MAX_VALUE}. */
  public static final class EndOfStreamTrigger extends Trigger<Object, GlobalWindow> {

    private static final long serialVersionUID = 1L;

    private EndOfStreamTrigger() {}

    @Override
    public TriggerResult onElement(
        Object element, long timestamp, GlobalWindow window, TriggerContext ctx) {
      ctx.registerEventTimeTimer(window.maxTimestamp());
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, GlobalWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, GlobalWindow window, TriggerContext ctx) {
      return time == window.maxTimestamp() ? TriggerResult.FIRE_AND_PURGE : TriggerResult.CONTINUE;
    }

    @Override
    public void clear(GlobalWindow window, TriggerContext ctx) {
      ctx.deleteEventTimeTimer(window.maxTimestamp());
    }

    @Override
    public String toString() {
      return "EndOfStreamTrigger()";
    }
  }
}
