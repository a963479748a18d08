package dev.weir.dashboard;

import dev.weir.protocol.job.JobStatus;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The latest document of one job, and the forms in which it is handed out. */
final class Job {

  private final JsonObject view;
  private final String id;
  private final String state;
  private final long sequence;
  private @Nullable String feedMessage;

  /**
   * @param view as published by {@code dev.weir.runtime.views.JobView}
   * @param sequence greater than that of any document before
   */
  Job(JsonObject view, long sequence) {
    this.view = view;
    this.id = view.getString("jid");
    this.state = JobStatus.valueOf(view.getString("state")).name();
    this.sequence = sequence;
  }

  String id() {
    return id;
  }

  String state() {
    return state;
  }

  boolean isOver() {
    return JobStatus.valueOf(state).isGloballyTerminal();
  }

  JsonObject view() {
    return view;
  }

  JsonObject checkpoints() {
    return view.getJsonObject("checkpoints");
  }

  List<JsonObject> history() {
    return Json.objects(checkpoints(), "history");
  }

  /** A checkpoint of the history, or one of the latest of their kinds. */
  Optional<JsonObject> checkpoint(long checkpointId) {
    JsonObject latest = checkpoints().getJsonObject("latest");
    return Stream.concat(
            history().stream(),
            Stream.of("completed", "savepoint", "failed")
                .map(latest::getJsonObject)
                .filter(Objects::nonNull))
        .filter(checkpoint -> checkpoint.getLong("id") == checkpointId)
        .findFirst();
  }

  /** What the feed says of it; written once, however many are listening. */
  String feedMessage() {
    String message = feedMessage;
    if (message == null) {
      JsonObject job = new JsonObject(new LinkedHashMap<>(view.getMap()));
      job.put("checkpoints", Checkpoints.overview(this));
      message = new JsonObject().put("type", "job").put("seq", sequence).put("job", job).encode();
      feedMessage = message;
    }
    return message;
  }
}
