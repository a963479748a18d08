package dev.weir.runtime.views;

import dev.weir.api.JobID;
import dev.weir.protocol.job.JobStatus;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Reads the state of a job from what is published of it. */
public final class StatusViews {

  private StatusViews() {}

  /**
   * The state that a message on {@code Addresses.VIEWS} tells of a job; empty if it tells none.
   *
   * @throws MalformedJsonException if it is no such message
   */
  public static Optional<String> stateIn(JsonObject message, JobID job) {
    if (!job.toString().equals(message.getString("jid"))) {
      return Optional.empty();
    }
    return JsonValue.of("view of a job", message).get("parts").elements().stream()
        .filter(part -> part.get("part").text().equals("job"))
        .map(part -> part.get("data").get("state").oneOf(JobStatus.class).name())
        .findFirst();
  }
}
