package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LogTailTest {

  private static final String NAME = LogTailTest.class.getName();
  private final LogTail tail = attach();

  /** There is nothing to listen to before the first logger of the process is there. */
  private static LogTail attach() {
    Optional<LogTail> attached = LogTail.attach();
    while (attached.isEmpty()) {
      attached = LogTail.attach();
    }
    return attached.get();
  }

  @AfterEach
  void stop() {
    tail.detach();
  }

  @Test
  void lines_come_with_what_was_thrown() {
    LoggerFactory.getLogger(NAME).warn("it broke", new IllegalStateException("because"));
    JsonObject line = ours().get(0);
    assertThat(line.getString("level")).isEqualTo("WARN");
    assertThat(line.getString("message")).isEqualTo("it broke");
    assertThat(line.getString("throwable")).contains("because").contains("\tat ");
  }

  @Test
  void no_more_than_the_last_lines_are_kept_and_the_loss_is_told() {
    IntStream.range(0, 3 * LogTail.KEPT)
        .forEach(i -> LoggerFactory.getLogger(NAME).info("line {}", i));
    JsonObject first = tail.after(1, 10);
    assertThat(first.getLong("dropped")).isGreaterThan(LogTail.KEPT);
    assertThat(first.getJsonArray("lines")).hasSize(10);
    JsonObject next = tail.after(first.getLong("next"), 10);
    assertThat(next.getJsonArray("lines").getJsonObject(0).getLong("n"))
        .isEqualTo(first.getLong("next"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=hunter22 for anna",
        "connecting with secret: hunter22",
        "Authorization: Bearer hunter22",
        "{\"token\": \"hunter22\"}",
        "client-secret = hunter22"
      })
  void secrets_are_left_out(String text) {
    assertThat(LogTail.shown(text)).doesNotContain("hunter22").contains("***");
  }

  @Test
  void long_lines_are_cut() {
    assertThat(LogTail.shown("x".repeat(1 << 20))).hasSizeLessThan(10_000).endsWith("…");
  }

  /** Other tests log too. */
  private List<JsonObject> ours() {
    return tail.after(0, LogTail.KEPT).getJsonArray("lines").stream()
        .map(JsonObject.class::cast)
        .filter(line -> line.getString("logger").equals(NAME))
        .toList();
  }
}
