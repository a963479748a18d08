package dev.weir.runtime.operators;

import dev.weir.api.OutputTag;
import java.util.Map;

/** The side outputs of an operator that something reads, by the id of their tag. */
public final class SideOutputs {

  public static final SideOutputs NONE = new SideOutputs(Map.of());

  private final Map<String, Output<?>> outputs;

  public SideOutputs(Map<String, Output<?>> outputs) {
    this.outputs = Map.copyOf(outputs);
  }

  /** Emits to a side output; a record for one that nothing reads is dropped, as in Flink. */
  public <X> void collect(OutputTag<X> tag, X value, long timestamp) {
    Output<?> found = outputs.get(tag.getId());
    if (found != null) {
      @SuppressWarnings("unchecked") // getSideOutput(tag) gives the stream the type of the tag
      Output<X> output = (Output<X>) found;
      output.collect(value, timestamp);
    }
  }

  boolean isEmpty() {
    return outputs.isEmpty();
  }

  void emitWatermark(long watermark) {
    outputs.values().forEach(output -> output.emitWatermark(watermark));
  }

  void emitIdle(boolean idle) {
    outputs.values().forEach(output -> output.emitIdle(idle));
  }
}
