package dev.weir.runtime.views;

import dev.weir.config.WeirOptions;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.coordinator.CheckpointStatistics;
import dev.weir.protocol.coordinator.CheckpointView;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.Wiring;
import dev.weir.runtime.subtask.SubtaskReport;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a run: counts and summary, each checkpoint by vertex, and the barrier of the
 * newest one as it moves. Those that are over are handed to whoever keeps them. Used on one event
 * loop.
 */
final class CheckpointParts {

  /** What a checkpoint is measured against. */
  interface Surroundings {

    JobGraph graph();

    Wiring wiring();

    long attempt();

    String nodeOf(SubtaskId subtask);

    Map<SubtaskId, CheckpointExplanation.Pressure> pressure();

    /** When the attempt began to run; -1 while none does. */
    long runningSince();
  }

  /** A checkpoint that is over, with its subtasks encoded: most are never looked at. */
  private record Ended(JsonObject overview, Buffer subtasks) {}

  private final ViewParts parts;
  private final WeirOptions options;
  private final Surroundings surroundings;
  private final TreeMap<Long, Ended> ended = new TreeMap<>(Collections.reverseOrder());
  private final TreeMap<Long, CheckpointView> open = new TreeMap<>(Collections.reverseOrder());
  private final Map<Long, BarrierProgress> progress = new HashMap<>();
  private Consumer<JsonObject> keeper = record -> {};
  private CheckpointStatistics statistics = CheckpointStatistics.NONE;
  private JsonObject before = new JsonObject();
  private @Nullable BarrierProgress newest;

  CheckpointParts(ViewParts parts, WeirOptions options, Surroundings surroundings) {
    this.parts = parts;
    this.options = options;
    this.surroundings = surroundings;
    parts.add("checkpoints", this::overview);
    parts.add("progress", this::progress);
    parts.add("checkpoint-config", () -> CheckpointJson.config(options));
  }

  /** Tells where checkpoints that are over are kept. */
  void keeper(Consumer<JsonObject> newKeeper) {
    keeper = newKeeper;
  }

  /** A checkpoint of an earlier coordinator, as it was handed to the keeper. */
  void restored(JsonObject kept) {
    before = kept.getJsonObject("counts", before);
    JsonObject overview = kept.getJsonObject("overview");
    long id = overview.getLong("id");
    if (!open.containsKey(id) && !ended.containsKey(id)) {
      put(id, new Ended(overview, kept.getJsonArray("subtasks").toBuffer()));
    }
  }

  void statistics(CheckpointStatistics now) {
    statistics = now;
    for (CheckpointView view : now.history()) {
      if (view.status() == CheckpointView.Status.IN_PROGRESS) {
        inProgress(view);
      } else if (open.containsKey(view.checkpointId()) || isNews(view)) {
        end(view);
      }
    }
    parts.changed("checkpoints");
  }

  private boolean isNews(CheckpointView view) {
    Ended known = ended.get(view.checkpointId());
    return known == null || known.overview().getLong("trigger_timestamp") != view.triggeredAt();
  }

  private void inProgress(CheckpointView view) {
    CheckpointView known = open.put(view.checkpointId(), view);
    if (view.equals(known)) {
      return;
    }
    BarrierProgress barrier = barrier(view.checkpointId(), view.triggeredAt());
    barrier.acknowledged(view);
    String key = Long.toString(view.checkpointId());
    if (known == null) {
      parts.add("checkpoint", key, () -> overviewOf(view.checkpointId()));
    } else {
      parts.changed("checkpoint", key);
    }
    parts.changed("progress");
  }

  private BarrierProgress barrier(long id, long triggeredAt) {
    BarrierProgress barrier =
        progress.computeIfAbsent(id, unknown -> new BarrierProgress(id, triggeredAt));
    if (newest == null || newest.checkpointId() <= id) {
      newest = barrier;
    }
    return barrier;
  }

  void reported(SubtaskReport.Progress report) {
    BarrierProgress barrier = progress.get(report.checkpointId());
    if (barrier != null) {
      barrier.reported(report);
      parts.changed("progress");
    }
  }

  private void end(CheckpointView view) {
    long id = view.checkpointId();
    BarrierProgress barrier = barrier(id, view.triggeredAt());
    barrier.acknowledged(view);
    JsonArray subtasks = subtasks(view, barrier);
    String sentence = CheckpointExplanation.of(facts(view, barrier));
    JsonObject overview =
        CheckpointTasks.addTo(
            CheckpointJson.overview(view, surroundings.attempt(), Optional.of(sentence)), subtasks);
    open.remove(id);
    progress.remove(id);
    put(id, new Ended(overview, subtasks.toBuffer()));
    parts.changed("progress");
    keeper.accept(
        new JsonObject()
            .put("counts", counts())
            .put("overview", overview)
            .put("subtasks", subtasks));
  }

  private void put(long id, Ended checkpoint) {
    ended.put(id, checkpoint);
    parts.add("checkpoint", Long.toString(id), () -> overviewOf(id));
    while (ended.size() > options.dashboard().history()) {
      long oldest = ended.lastKey();
      ended.remove(oldest);
      parts.remove("checkpoint", Long.toString(oldest));
    }
  }

  private @Nullable JsonObject overviewOf(long id) {
    CheckpointView view = open.get(id);
    if (view == null) {
      Ended over = ended.get(id);
      return over == null ? null : over.overview();
    }
    return CheckpointTasks.addTo(
        CheckpointJson.overview(view, surroundings.attempt(), Optional.empty()),
        subtasks(view, barrier(id, view.triggeredAt())));
  }

  /** The subtasks of one checkpoint; null if it is not known, or not any more. */
  @Nullable JsonObject details(long id) {
    CheckpointView view = open.get(id);
    if (view != null) {
      return new JsonObject()
          .put("id", id)
          .put("trigger_timestamp", view.triggeredAt())
          .put("subtasks", subtasks(view, barrier(id, view.triggeredAt())));
    }
    Ended over = ended.get(id);
    return over == null
        ? null
        : new JsonObject()
            .put("id", id)
            .put("trigger_timestamp", over.overview().getLong("trigger_timestamp"))
            .put("subtasks", new JsonArray(over.subtasks()));
  }

  private JsonArray subtasks(CheckpointView view, BarrierProgress barrier) {
    return CheckpointJson.subtasks(view, barrier::lastBarrierFrom, surroundings::nodeOf);
  }

  private CheckpointExplanation.Facts facts(CheckpointView view, BarrierProgress barrier) {
    List<CheckpointExplanation.Part> acknowledged = new ArrayList<>();
    List<SubtaskId> missing = new ArrayList<>();
    Map<SubtaskId, List<SubtaskId>> receivers = new HashMap<>();
    for (CheckpointView.SubtaskView subtask : view.subtasks()) {
      SubtaskId id = subtask.subtask();
      receivers.put(
          id, surroundings.wiring().outputsOf(id).stream().map(Wiring.Channel::receiver).toList());
      if (subtask.acknowledgedAt().isEmpty()) {
        missing.add(id);
      } else {
        acknowledged.add(
            new CheckpointExplanation.Part(
                id,
                subtask.metrics().startDelayNanos() / 1e6,
                subtask.metrics().alignmentNanos() / 1e6,
                subtask.metrics().syncNanos() / 1e6,
                subtask.metrics().asyncNanos() / 1e6,
                subtask.acknowledgedAt().getAsLong() - view.triggeredAt(),
                barrier.lastBarrierFrom(id)));
      }
    }
    return new CheckpointExplanation.Facts(
        view.checkpointId(),
        view.kind().isSavepoint(),
        view.durationMillis().orElse(0),
        view.failure().map(CheckpointView.Failure::message),
        acknowledged,
        missing,
        receivers,
        surroundings.pressure());
  }

  private @Nullable JsonObject progress() {
    return newest == null ? null : newest.json(surroundings.graph());
  }

  private JsonObject overview() {
    JsonArray history = new JsonArray();
    open.keySet().forEach(history::add);
    ended.keySet().forEach(history::add);
    return new JsonObject()
        .put("counts", counts())
        .put("summary", summary())
        .put("latest", latest())
        .put(
            "alert",
            CheckpointAlert.of(options.checkpointing(), lastGood(), System.currentTimeMillis()))
        .put("history", history);
  }

  private JsonObject counts() {
    return new JsonObject()
        .put("total", statistics.triggered() + before.getLong("total", 0L))
        .put("in_progress", statistics.inProgress())
        .put("completed", statistics.completed() + before.getLong("completed", 0L))
        .put("failed", statistics.failed() + before.getLong("failed", 0L))
        .put("restored", statistics.restored() + before.getLong("restored", 0L));
  }

  private JsonObject summary() {
    List<JsonObject> completed =
        ended.values().stream()
            .map(Ended::overview)
            .filter(one -> one.getString("status").equals("COMPLETED"))
            .toList();
    JsonObject summary = new JsonObject();
    for (String field :
        List.of(
            "checkpointed_size",
            "state_size",
            "end_to_end_duration",
            "alignment_buffered",
            "processed_data",
            "persisted_data")) {
      summary.put(field, spread(completed, one -> one.getDouble(field)));
    }
    return summary
        .put(
            "alignment_duration",
            spread(completed, one -> Math.max(0, one.getDouble("alignment_duration_max"))))
        .put(
            "start_delay", spread(completed, one -> Math.max(0, one.getDouble("start_delay_max"))));
  }

  private static JsonObject spread(List<JsonObject> completed, ToDoubleFunction<JsonObject> value) {
    return Spread.of(completed, value);
  }

  private JsonObject latest() {
    JsonObject latest = new JsonObject();
    latestId(one -> isCompleted(one) && !one.getBoolean("is_savepoint"))
        .ifPresent(id -> latest.put("completed", id));
    latestId(one -> isCompleted(one) && one.getBoolean("is_savepoint"))
        .ifPresent(id -> latest.put("savepoint", id));
    latestId(one -> one.getString("status").equals("FAILED"))
        .ifPresent(id -> latest.put("failed", id));
    statistics
        .latestRestored()
        .ifPresent(
            restored ->
                latest.put(
                    "restored",
                    new JsonObject()
                        .put("id", restored.checkpointId())
                        .put("restore_timestamp", restored.at())
                        .put("is_savepoint", restored.savepoint())
                        .put("external_path", restored.manifest())));
    return latest;
  }

  private static boolean isCompleted(JsonObject overview) {
    return overview.getString("status").equals("COMPLETED");
  }

  private OptionalLong latestId(Predicate<JsonObject> wanted) {
    return ended.values().stream()
        .map(Ended::overview)
        .filter(wanted)
        .mapToLong(one -> one.getLong("id"))
        .findFirst();
  }

  /** When the last checkpoint was completed, or else the attempt began; -1 if none runs. */
  long lastGood() {
    long since = surroundings.runningSince();
    return since < 0
        ? -1
        : Math.max(
            since,
            statistics.latestCompleted().map(view -> view.endedAt().orElse(since)).orElse(since));
  }

  /** The full size of a checkpoint that is over; -1 if it is not known. */
  long sizeOf(long id) {
    Ended over = ended.get(id);
    return over == null ? -1 : over.overview().getLong("state_size");
  }
}
