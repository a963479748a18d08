package dev.weir.runtime.json;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages of other nodes that are JSON. */
public final class JsonMessages {

  /** The code of the reply to a message that cannot be read. */
  public static final int MALFORMED = 400;

  private static final Logger log = LoggerFactory.getLogger(JsonMessages.class);

  private JsonMessages() {}

  /**
   * A handler that refuses what the given one cannot read: in a reply, if one is wanted, and in the
   * log.
   *
   * @param what the name of the messages, for messages
   * @param reader may throw {@link MalformedJsonException}
   */
  public static Handler<Message<JsonObject>> reading(
      String what, Handler<Message<JsonObject>> reader) {
    return message -> {
      try {
        requireObject(what, message);
        reader.handle(message);
      } catch (MalformedJsonException e) {
        log.warn("a message is refused: {}", e.getMessage());
        message.fail(MALFORMED, e.getMessage());
      }
    };
  }

  private static void requireObject(String what, Message<?> message) {
    JsonValue.of(what, message.body()).object();
  }
}
