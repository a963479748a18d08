package dev.weir.dashboard;

import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The tails of the logs of all nodes: each is asked over the event bus. */
final class Logs {

  private static final int MOST = 1_000;
  private static final long ANSWER_MILLIS = 3_000;

  /** The name of a node that is in no cluster. */
  static final String ALONE = "local";

  private final Vertx vertx;
  private final String node;
  private final Optional<LogTail> tail;

  /**
   * @param node the name of this one
   */
  Logs(Vertx vertx, String node, Optional<LogTail> tail) {
    this.vertx = vertx;
    this.node = node;
    this.tail = tail;
  }

  Future<?> open() {
    MessageConsumer<JsonObject> asked =
        vertx.eventBus().consumer(address(node), message -> message.reply(answer(message)));
    return asked.completion();
  }

  private static String address(String node) {
    return Addresses.at("weir.node.logs", node);
  }

  private JsonObject answer(Message<JsonObject> asked) {
    JsonObject empty =
        new JsonObject().put("next", 0).put("dropped", 0).put("lines", new JsonArray());
    int limit = Math.max(1, Math.min(MOST, asked.body().getInteger("limit", MOST)));
    return tail.map(known -> known.after(asked.body().getLong("after", 0L), limit))
        .orElse(empty)
        .put("node", node);
  }

  /**
   * @param of the name of a node; empty: this one
   */
  Future<JsonObject> ask(String of, long after, int limit) {
    return vertx
        .eventBus()
        .<JsonObject>request(
            address(of.isEmpty() || node.equals(ALONE) ? node : of),
            new JsonObject().put("after", after).put("limit", limit),
            new DeliveryOptions().setSendTimeout(ANSWER_MILLIS))
        .map(Message::body);
  }
}
