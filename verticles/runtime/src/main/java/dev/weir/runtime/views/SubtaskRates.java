package dev.weir.runtime.views;

import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.subtask.SubtaskMetrics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the growing counters of subtasks into rates between two samples, by subtask and summed up
 * by vertex. Used on one event loop.
 */
final class SubtaskRates {

  /** Of the time; Flink's limits. */
  private static final double LOW_PRESSURE = 0.1;

  private static final double HIGH_PRESSURE = 0.5;

  private record Sample(SubtaskMetrics.Snapshot counters, long nanos) {}

  /** What a subtask does in a second; ratios are of the time. */
  private record Rates(
      SubtaskMetrics.Snapshot counters, double in, double out, double busy, double backPressured) {

    double idle() {
      return Math.max(0, 1 - busy - backPressured);
    }
  }

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

  Map<SubtaskId, CheckpointExplanation.Pressure> pressure() {
    Map<SubtaskId, CheckpointExplanation.Pressure> all = new HashMap<>();
    latest.forEach(
        (id, sample) -> {
          Rates rates = rates(id, sample);
          all.put(id, new CheckpointExplanation.Pressure(rates.busy(), rates.backPressured()));
        });
    return all;
  }

  private Rates rates(SubtaskId subtask, Sample to) {
    Sample from = before.get(subtask);
    if (from == null || to.nanos == from.nanos) {
      return new Rates(to.counters, 0, 0, 0, 0);
    }
    double seconds = (to.nanos - from.nanos) / 1e9;
    SubtaskMetrics.Snapshot now = to.counters;
    SubtaskMetrics.Snapshot then = from.counters;
    double busy = ratio((now.busyNanos() - then.busyNanos()) / 1e9 / seconds);
    double pressed = ratio((now.backPressuredNanos() - then.backPressuredNanos()) / 1e9 / seconds);
    return new Rates(
        now,
        Math.max(0, (now.recordsIn() - then.recordsIn()) / seconds),
        Math.max(0, (now.recordsOut() - then.recordsOut()) / seconds),
        busy,
        pressed);
  }

  private static double ratio(double value) {
    return Math.min(1, Math.max(0, value));
  }

  /**
   * The subtasks of each vertex one by one.
   *
   * @param ended when each did that has
   */
  JsonObject bySubtask(
      List<? extends ObservedSubtask> subtasks, Map<SubtaskId, Long> ended, String coordinator) {
    Map<String, JsonArray> vertices = new LinkedHashMap<>();
    for (ObservedSubtask subtask : subtasks) {
      Sample sample = latest.get(subtask.subtask());
      if (sample != null) {
        vertices
            .computeIfAbsent(subtask.subtask().vertex(), id -> new JsonArray())
            .add(
                json(rates(subtask.subtask(), sample))
                    .put("subtask", subtask.subtask().index())
                    .put("node", subtask.node().isEmpty() ? coordinator : subtask.node())
                    .put("ended", ended.containsKey(subtask.subtask()))
                    .put("ended-at", ended.getOrDefault(subtask.subtask(), -1L)));
      }
    }
    return json(vertices);
  }

  private static JsonObject json(Map<String, ?> vertices) {
    JsonObject all = new JsonObject();
    vertices.forEach(all::put);
    return new JsonObject().put("now", System.currentTimeMillis()).put("vertices", all);
  }

  private static JsonObject json(Rates rates) {
    SubtaskMetrics.Snapshot now = rates.counters();
    return new JsonObject()
        .put("read-records", now.recordsIn())
        .put("write-records", now.recordsOut())
        .put("state-bytes", now.stateBytes())
        .put("watermark", watermark(now))
        .put("input-watermark", shown(now.inputWatermark()))
        .put("output-watermark", shown(now.outputWatermark()))
        .put("read-records-per-second", rounded(rates.in()))
        .put("write-records-per-second", rounded(rates.out()))
        .put("busy-ratio", rounded(rates.busy()))
        .put("idle-ratio", rounded(rates.idle()))
        .put("back-pressured-ratio", rounded(rates.backPressured()));
  }

  /** More digits are not seen, but sent to every browser. */
  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1e3;
  }

  /** Sums, the highest load and the lowest watermark of each vertex. */
  JsonObject byVertex(List<? extends ObservedSubtask> subtasks, Set<SubtaskId> ended) {
    Map<String, Total> totals = new LinkedHashMap<>();
    for (ObservedSubtask subtask : subtasks) {
      Sample sample = latest.get(subtask.subtask());
      if (sample != null) {
        totals
            .computeIfAbsent(subtask.subtask().vertex(), id -> new Total())
            .add(rates(subtask.subtask(), sample), ended.contains(subtask.subtask()));
      }
    }
    Map<String, JsonObject> vertices = new LinkedHashMap<>();
    totals.forEach((id, total) -> vertices.put(id, total.json()));
    return json(vertices);
  }

  private static final class Total {
    private long in;
    private long out;
    private long state;
    private double inRate;
    private double outRate;
    private double busy;
    private double backPressured;
    private double idle = 1;
    private long inputWatermark = Long.MAX_VALUE;
    private long outputWatermark = Long.MAX_VALUE;
    private int running;
    private int finished;

    void add(Rates rates, boolean ended) {
      SubtaskMetrics.Snapshot counters = rates.counters();
      in += counters.recordsIn();
      out += counters.recordsOut();
      state += counters.stateBytes();
      inRate += rates.in();
      outRate += rates.out();
      busy = Math.max(busy, rates.busy());
      backPressured = Math.max(backPressured, rates.backPressured());
      idle = Math.min(idle, rates.idle());
      inputWatermark = Math.min(inputWatermark, counters.inputWatermark());
      outputWatermark = Math.min(outputWatermark, counters.outputWatermark());
      if (ended) {
        finished++;
      } else {
        running++;
      }
    }

    JsonObject json() {
      SubtaskMetrics.Snapshot sum =
          new SubtaskMetrics.Snapshot(in, out, 0, 0, state, inputWatermark, outputWatermark);
      return SubtaskRates.json(new Rates(sum, inRate, outRate, busy, backPressured))
          .put("idle-ratio", rounded(idle))
          .put("backpressure-level", level(backPressured))
          .put("running", running)
          .put("finished", finished);
    }
  }

  private static String level(double backPressured) {
    if (backPressured <= LOW_PRESSURE) {
      return "ok";
    }
    return backPressured <= HIGH_PRESSURE ? "low" : "high";
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
}
