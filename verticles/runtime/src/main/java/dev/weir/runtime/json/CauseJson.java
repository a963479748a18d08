package dev.weir.runtime.json;

import dev.weir.protocol.ErrorDomain;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.RetryHint;
import io.vertx.core.json.JsonObject;

/** Causes of failures, in the log and on their way between nodes. */
public final class CauseJson {

  private CauseJson() {}

  public static JsonObject encode(FailureCause cause) {
    return new JsonObject()
        .put("domain", cause.domain().name())
        .put("retry", cause.retry().name())
        .put("message", cause.message())
        .put("detail", cause.detail());
  }

  /**
   * @throws MalformedJsonException if it is no cause
   */
  public static FailureCause decode(JsonValue json) {
    return new FailureCause(
        json.get("domain").oneOf(ErrorDomain.class),
        json.get("retry").oneOf(RetryHint.class),
        json.get("message").text(),
        json.get("detail").text());
  }
}
