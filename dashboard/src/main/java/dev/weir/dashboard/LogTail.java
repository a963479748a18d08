package dev.weir.dashboard;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * The last lines of this process's log, where it logs with Logback. What looks like a secret is
 * left out, and long lines are cut. Any thread may log; a line costs a short lock.
 */
final class LogTail extends AppenderBase<ILoggingEvent> {

  static final int KEPT = 1_000;
  private static final int LONGEST = 8_192;
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)((?:password|passwd|secret|token|authorization)[\"']?\\s*[=:]\\s*[\"']?(?:bearer |basic )?)"
              + "[^\\s,;\"'}]+");

  private final Deque<JsonObject> lines = new ArrayDeque<>();
  private long next;

  /** Listens to the whole log; empty if the process logs with something else. */
  static Optional<LogTail> attach() {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return Optional.empty();
    }
    LogTail tail = new LogTail();
    tail.setContext(context);
    tail.setName("weir-tail");
    tail.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(tail);
    return Optional.of(tail);
  }

  void detach() {
    if (getContext() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
    }
    stop();
  }

  @Override
  protected void append(ILoggingEvent event) {
    JsonObject line =
        new JsonObject()
            .put("at", event.getTimeStamp())
            .put("level", event.getLevel().toString())
            .put("logger", event.getLoggerName())
            .put("thread", event.getThreadName())
            .put("message", shown(event.getFormattedMessage()));
    if (event.getThrowableProxy() != null) {
      line.put("throwable", shown(ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
    synchronized (lines) {
      lines.add(line.put("n", next++));
      if (lines.size() > KEPT) {
        lines.remove();
      }
    }
  }

  static String shown(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return SECRET.matcher(cut).replaceAll("$1***");
  }

  /**
   * @param after number of the first line that is not known yet
   */
  JsonObject after(long after, int limit) {
    JsonArray answer = new JsonArray();
    synchronized (lines) {
      long first = lines.isEmpty() ? next : lines.getFirst().getLong("n");
      long from = Math.max(after, Math.max(first, after <= 0 ? next - limit : 0));
      for (JsonObject line : lines) {
        if (line.getLong("n") >= from && answer.size() < limit) {
          answer.add(line);
        }
      }
      return new JsonObject()
          .put("next", from + answer.size())
          .put("dropped", after <= 0 ? 0 : Math.max(0, first - after))
          .put("lines", answer);
    }
  }
}
