package dev.weir.runtime.cluster;

import dev.weir.protocol.ErrorDomain;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.RetryHint;
import io.vertx.core.json.JsonObject;

/** Causes of failures on their way between nodes. */
final class CauseJson {

  private CauseJson() {}

  static JsonObject encode(FailureCause cause) {
    return new JsonObject()
        .put("domain", cause.domain().name())
        .put("retry", cause.retry().name())
        .put("message", cause.message())
        .put("detail", cause.detail());
  }

  static FailureCause decode(JsonObject json) {
    return new FailureCause(
        ErrorDomain.valueOf(json.getString("domain")),
        RetryHint.valueOf(json.getString("retry")),
        json.getString("message"),
        json.getString("detail"));
  }
}
