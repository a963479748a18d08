package dev.weir.runtime.views;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a job, newest first, and how long each recovery took in each of its phases.
 * Used on one event loop.
 */
final class JobEvents {

  private static final int KEPT = 100;

  private final ViewParts parts;
  private final Deque<JsonObject> events = new ArrayDeque<>();
  private Consumer<JsonObject> keeper = event -> {};
  private @Nullable JsonObject recovery;
  private JsonObject recovering = new JsonObject();
  private long detected;
  private long deploying;
  private long running;

  JobEvents(ViewParts parts) {
    this.parts = parts;
    parts.add("history", () -> new JsonObject().put("events", new JsonArray(List.copyOf(events))));
  }

  void keeper(Consumer<JsonObject> newKeeper) {
    keeper = newKeeper;
  }

  /** An event that an earlier coordinator handed to the keeper. */
  void restored(JsonObject event) {
    if (events.size() < KEPT) {
      events.addLast(event);
      parts.changed("history");
    }
  }

  JsonObject happened(String kind, String text, long term, long attempt) {
    JsonObject event = show(kind, text, term, attempt);
    keeper.accept(event);
    return event;
  }

  private JsonObject show(String kind, String text, long term, long attempt) {
    JsonObject event =
        new JsonObject()
            .put("at", System.currentTimeMillis())
            .put("kind", kind)
            .put("text", text)
            .put("term", term)
            .put("attempt", attempt);
    events.addFirst(event);
    if (events.size() > KEPT) {
      events.removeLast();
    }
    parts.changed("history");
    return event;
  }

  // the phases of a recovery

  /**
   * An attempt has failed, or is replaced.
   *
   * @param silence how long the failure had been there before it was noticed
   */
  void interrupted(String why, long silence, long term, long attempt) {
    detected = System.currentTimeMillis();
    deploying = 0;
    running = 0;
    recovery = new JsonObject().put("detect", silence).put("done", false);
    recovering = show("recovered", why, term, attempt).put("recovery", recovery);
  }

  void deploying() {
    if (recovery != null && deploying == 0) {
      deploying = System.currentTimeMillis();
      put("wait", deploying - detected);
    }
  }

  /**
   * @param checkpoint that was restored; null: none
   * @param bytes of it; -1 if it is not known
   */
  void running(@Nullable Long checkpoint, long bytes) {
    JsonObject current = recovery;
    if (current != null && deploying > 0 && running == 0) {
      running = System.currentTimeMillis();
      current.put("checkpoint", checkpoint).put("restored-bytes", Math.max(0, bytes));
      put("restore", running - deploying);
    }
  }

  boolean awaitsOutput() {
    return recovery != null && running > 0;
  }

  void firstOutput() {
    JsonObject current = recovery;
    if (current != null) {
      put("first-output", System.currentTimeMillis() - running);
      current.put("done", true);
      recovery = null;
      keeper.accept(recovering);
    }
  }

  private void put(String phase, long millis) {
    if (recovery != null) {
      recovery.put(phase, millis);
      parts.changed("history");
    }
  }
}
