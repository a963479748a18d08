package dev.weir.api.functions;

import dev.weir.api.OutputTag;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.state.BroadcastState;
import dev.weir.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;

/** What functions over a broadcast stream and another stream have in common. */
public abstract class BaseBroadcastProcessFunction extends AbstractRichFunction {

  private static final long serialVersionUID = 1L;

  /** For the two subclasses. */
  BaseBroadcastProcessFunction() {}

  /** What is known about the record being processed. Valid during one call only. */
  abstract static class BaseContext {

    /** For the subclasses. */
    BaseContext() {}

    /** The timestamp of the record in milliseconds; null if it has none. */
    public abstract @Nullable Long timestamp();

    /** Emits a record to a side output, read with {@code getSideOutput(tag)}. */
    public abstract <X> void output(OutputTag<X> outputTag, X value);

    /** The current processing time in milliseconds since the epoch. */
    public abstract long currentProcessingTime();

    /** The current watermark in milliseconds; {@code Long.MIN_VALUE} before the first one. */
    public abstract long currentWatermark();
  }

  /** The context of the broadcast side: may write broadcast state. */
  public abstract class Context extends BaseContext {

    /** For the engine. */
    protected Context() {}

    /**
     * Returns broadcast state. All subtasks must change it in the same way, depending on nothing
     * but the broadcast records, since each keeps its own copy.
     *
     * @throws IllegalArgumentException if the descriptor was not given to {@code broadcast(...)}
     */
    public abstract <K, V> BroadcastState<K, V> getBroadcastState(
        MapStateDescriptor<K, V> stateDescriptor);
  }

  /** The context of the other side: may read broadcast state. */
  public abstract class ReadOnlyContext extends BaseContext {

    /** For the engine. */
    protected ReadOnlyContext() {}

    /**
     * Returns broadcast state for reading.
     *
     * @throws IllegalArgumentException if the descriptor was not given to {@code broadcast(...)}
     */
    public abstract <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(
        MapStateDescriptor<K, V> stateDescriptor);
  }
}
