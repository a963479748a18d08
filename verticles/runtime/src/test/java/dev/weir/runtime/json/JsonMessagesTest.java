package dev.weir.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JsonMessagesTest {

  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void listen() {
    vertx
        .eventBus()
        .consumer(
            "doubles",
            JsonMessages.reading(
                "number to double",
                message ->
                    message.reply(2 * JsonValue.of("number", message.body()).get("n").number())));
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private Object ask(Object body) throws Exception {
    return vertx
        .eventBus()
        .request("doubles", body)
        .<Object>transform(
            answer -> {
              if (answer.succeeded()) {
                return io.vertx.core.Future.succeededFuture(answer.result().body());
              }
              ReplyException refusal = (ReplyException) answer.cause();
              assertThat(refusal.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
              assertThat(refusal.failureCode()).isEqualTo(JsonMessages.MALFORMED);
              return io.vertx.core.Future.succeededFuture(refusal.getMessage());
            })
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  @Test
  void message_that_can_be_read_is_handled() throws Exception {
    assertThat(ask(new JsonObject().put("n", 3))).isEqualTo(6L);
  }

  @Test
  void message_that_cannot_be_read_is_answered_with_the_reason() throws Exception {
    assertThat(ask(new JsonObject().put("n", "three")))
        .isEqualTo("number: n is 'three', expected a whole number");
    assertThat(ask(new JsonObject())).isEqualTo("number: n is missing, expected a whole number");
  }

  @Test
  void message_that_is_no_object_is_answered_too() throws Exception {
    assertThat(ask("three")).isEqualTo("number to double is 'three', expected an object");
    assertThat(ask(new JsonArray())).isEqualTo("number to double is a list, expected an object");
  }
}
