package dev.weir.runtime.subtask;

import dev.weir.api.graph.OperatorSpec.SourceSpec;
import dev.weir.api.time.WatermarkAlignmentParams;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.watermark.WatermarkAlignment;
import dev.weir.runtime.graph.JobVertex;
import dev.weir.runtime.operators.WatermarkLimit;
import dev.weir.runtime.operators.WatermarkReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Alignment of the readers of one source, in its enumerator: takes their reports and those of the
 * other sources of the group, and tells in regular intervals what limit follows. Every enumerator
 * of a group comes to the same limit by itself, so none of them is special.
 */
final class ReaderAlignment {

  private final WatermarkAlignmentParams params;
  private final WatermarkAlignment own;
  private final WatermarkAlignment group;
  private final String self;
  private final List<SubtaskId> others = new ArrayList<>();

  ReaderAlignment(SubtaskPlan plan, SourceSpec<?, ?, ?> spec) {
    params = spec.watermarks().getAlignmentParameters();
    self = plan.vertex().id();
    own = new WatermarkAlignment(0);
    group = new WatermarkAlignment(Math.max(0, params.maxAllowedWatermarkDrift()));
    for (JobVertex vertex : plan.graph().vertices()) {
      if (!vertex.id().equals(self)
          && vertex.head().spec() instanceof SourceSpec<?, ?, ?> other
          && isOfGroup(other.watermarks().getAlignmentParameters())) {
        others.add(new SubtaskId(vertex.enumeratorId(), 0));
      }
    }
  }

  private boolean isOfGroup(WatermarkAlignmentParams other) {
    return other.isEnabled() && other.watermarkGroup().equals(params.watermarkGroup());
  }

  boolean isEnabled() {
    return params.isEnabled();
  }

  long intervalMillis() {
    return params.updateInterval();
  }

  /** Enumerators of the other sources of the group. */
  List<SubtaskId> others() {
    return others;
  }

  /**
   * @param reader who reports, if it is a reader of this source
   */
  void onReport(int reader, WatermarkReport report) {
    if (report.source().isEmpty()) {
      own.onReport(String.valueOf(reader), report.watermark());
      group.onReport(self, own.lowest());
    } else {
      group.onReport(report.source(), report.watermark());
    }
  }

  /** What the other sources need know. */
  WatermarkReport report() {
    return new WatermarkReport(self, own.lowest());
  }

  /** How far the readers may go. */
  WatermarkLimit limit() {
    return new WatermarkLimit(group.maxAllowed());
  }
}
