package dev.weir.runtime.views;

import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.subtask.SubtaskMetrics;

/** A subtask, on whatever node, as views show it. */
public interface ObservedSubtask {

  SubtaskId subtask();

  /** The node that it runs on; empty: the coordinator's. */
  default String node() {
    return "";
  }

  /** Its counters as they are known now. */
  SubtaskMetrics.Snapshot counters();
}
