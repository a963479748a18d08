package dev.weir.runtime.views;

import dev.weir.api.JobID;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Reads the state of a job from what is published of it. */
public final class StatusViews {

  private StatusViews() {}

  /** The state that a message on {@code Addresses.VIEWS} tells of a job; empty if it tells none. */
  public static Optional<String> stateIn(JsonObject message, JobID job) {
    if (!job.toString().equals(message.getString("jid"))) {
      return Optional.empty();
    }
    return message.getJsonArray("parts").stream()
        .map(JsonObject.class::cast)
        .filter(part -> part.getString("part").equals("job"))
        .map(part -> part.getJsonObject("data").getString("state"))
        .findFirst();
  }
}
