package dev.weir.dashboard;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The latest of one part of one job, or that it is gone. Encoded once, however many are told. */
final class Event {

  /** What goes only to those who look at that job. */
  static final String SUBTASKS = "subtasks";

  /** What is told on request only, for it may be large. */
  static final String ACCUMULATORS = "accumulators";

  private final long sequence;
  private final String jobId;
  private final @Nullable String part;
  private final @Nullable String key;
  private final @Nullable JsonObject data;
  private @Nullable String encoded;

  /**
   * @param part null: the whole job is gone
   * @param data null: the part is gone
   */
  Event(
      long sequence,
      String jobId,
      @Nullable String part,
      @Nullable String key,
      @Nullable JsonObject data) {
    this.sequence = sequence;
    this.jobId = jobId;
    this.part = part;
    this.key = key;
    this.data = data;
  }

  long sequence() {
    return sequence;
  }

  String jobId() {
    return jobId;
  }

  @Nullable JsonObject data() {
    return data;
  }

  boolean isRemoval() {
    return data == null;
  }

  /** Whether somebody who looks at a job, or at none, is to be told. */
  boolean isFor(@Nullable String watched) {
    return !ACCUMULATORS.equals(part) && (!SUBTASKS.equals(part) || jobId.equals(watched));
  }

  String encoded() {
    String text = encoded;
    if (text == null) {
      JsonObject json =
          new JsonObject()
              .put("type", data == null ? "removed" : "part")
              .put("seq", sequence)
              .put("jid", jobId);
      if (part != null) {
        json.put("part", part);
      }
      if (key != null) {
        json.put("key", key);
      }
      if (data != null) {
        json.put("data", data);
      }
      text = json.encode();
      encoded = text;
    }
    return text;
  }
}
