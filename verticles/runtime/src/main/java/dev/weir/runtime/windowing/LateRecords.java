package dev.weir.runtime.windowing;

import dev.weir.api.OutputTag;
import dev.weir.api.metrics.Counter;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.runtime.operators.SideOutputs;
import org.jspecify.annotations.Nullable;

/** Where records go that came too late: to a side output, or nowhere. */
final class LateRecords<T> {

  private final @Nullable OutputTag<T> tag;
  private final SideOutputs sideOutputs;
  private final Counter dropped;

  LateRecords(@Nullable OutputTag<T> tag, OperatorContext context) {
    this.tag = tag;
    this.sideOutputs = context.sideOutputs();
    this.dropped = context.metrics().counter("numLateRecordsDropped");
  }

  void add(T record, long timestamp) {
    if (tag == null) {
      dropped.inc();
    } else {
      sideOutputs.collect(tag, record, timestamp);
    }
  }

  /** How many were dropped since the start of the attempt. */
  long dropped() {
    return dropped.getCount();
  }
}
