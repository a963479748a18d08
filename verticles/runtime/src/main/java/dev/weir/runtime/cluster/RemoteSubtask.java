package dev.weir.runtime.cluster;

import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.subtask.SubtaskMetrics;
import dev.weir.runtime.views.ObservedSubtask;

/** A subtask as the last heartbeat of its node told of it. */
record RemoteSubtask(SubtaskId subtask, String node, NodeRegistry registry)
    implements ObservedSubtask {

  @Override
  public SubtaskMetrics.Snapshot counters() {
    return registry.counters(subtask);
  }
}
