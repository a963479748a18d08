package dev.weir.runtime.views;

import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.subtask.SubtaskMetrics;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the growing counters of subtasks into rates between two samples. */
final class SubtaskRates {

  private record Sample(SubtaskMetrics.Snapshot counters, long nanos) {}

  private final Map<SubtaskId, Sample> before = new HashMap<>();
  private final Map<SubtaskId, Sample> latest = new HashMap<>();

  void sample(List<? extends ObservedSubtask> subtasks, long nanos) {
    before.clear();
    before.putAll(latest);
    latest.clear();
    for (ObservedSubtask subtask : subtasks) {
      latest.put(subtask.subtask(), new Sample(subtask.counters(), nanos));
    }
  }

  void clear() {
    before.clear();
    latest.clear();
  }

  JsonObject json(ObservedSubtask subtask) {
    SubtaskMetrics.Snapshot now = subtask.counters();
    Sample from = before.get(subtask.subtask());
    Sample to = latest.get(subtask.subtask());
    return new JsonObject()
        .put("read-records", now.recordsIn())
        .put("write-records", now.recordsOut())
        .put("state-bytes", now.stateBytes())
        .put("watermark", watermark(now))
        .put("input-watermark", shown(now.inputWatermark()))
        .put("output-watermark", shown(now.outputWatermark()))
        .put("read-records-per-second", rate(from, to, Field.IN))
        .put("write-records-per-second", rate(from, to, Field.OUT))
        .put("busy-ratio", rate(from, to, Field.BUSY) / 1e9)
        .put("back-pressured-ratio", rate(from, to, Field.BACK_PRESSURED) / 1e9);
  }

  /** How far event time has come: at the input, or, of a source, at the output. */
  private static @Nullable Long watermark(SubtaskMetrics.Snapshot now) {
    Long in = shown(now.inputWatermark());
    return in == null ? shown(now.outputWatermark()) : in;
  }

  /** Null before the first watermark. */
  private static @Nullable Long shown(long watermark) {
    return watermark == Long.MIN_VALUE ? null : watermark;
  }

  private enum Field {
    IN,
    OUT,
    BUSY,
    BACK_PRESSURED
  }

  private static double rate(@Nullable Sample from, @Nullable Sample to, Field field) {
    if (from == null || to == null || to.nanos == from.nanos) {
      return 0;
    }
    long grown = of(to.counters, field) - of(from.counters, field);
    return grown * 1e9 / (to.nanos - from.nanos);
  }

  private static long of(SubtaskMetrics.Snapshot counters, Field field) {
    return switch (field) {
      case IN -> counters.recordsIn();
      case OUT -> counters.recordsOut();
      case BUSY -> counters.busyNanos();
      case BACK_PRESSURED -> counters.backPressuredNanos();
    };
  }
}
