package dev.weir.runtime.windowing;

import dev.weir.api.OutputTag;
import dev.weir.runtime.operators.SideOutputs;
import org.jspecify.annotations.Nullable;

/** Where records go that came too late: to a side output, or nowhere. */
final class LateRecords<T> {

  private final @Nullable OutputTag<T> tag;
  private final SideOutputs sideOutputs;
  private long dropped;

  LateRecords(@Nullable OutputTag<T> tag, SideOutputs sideOutputs) {
    this.tag = tag;
    this.sideOutputs = sideOutputs;
  }

  void add(T record, long timestamp) {
    if (tag == null) {
      dropped++;
    } else {
      sideOutputs.collect(tag, record, timestamp);
    }
  }

  /** How many were dropped since the start of the attempt. */
  long dropped() {
    return dropped;
  }
}
