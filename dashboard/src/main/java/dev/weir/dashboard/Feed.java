package dev.weir.dashboard;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The live feed. A client gets all parts of all jobs, or what it missed since it was last here, and
 * then what changes: small events, numbered, each the whole of one part.
 *
 * <p>What changes is told at intervals, in one message. It is encoded once for all clients that
 * have seen the same and look at the same job, which is nearly always all of them; what is left to
 * do for each is one write.
 */
final class Feed {

  private static final int MAX_CLIENTS = 256;
  private static final long FLUSH_MILLIS = 250;
  private static final long LOOK_MILLIS = 3_000;

  /** What makes the next message to a client differ from that to another one. */
  private record Told(long after, long upTo, @Nullable String watched) {}

  private final Vertx vertx;
  private final Jobs jobs;
  private final String server = UUID.randomUUID().toString();
  private final Set<FeedClient> clients = new HashSet<>();
  private final Map<Told, String> messages = new HashMap<>();
  private boolean flushing;

  Feed(Vertx vertx, Jobs jobs) {
    this.vertx = vertx;
    this.jobs = jobs;
  }

  /** Tells coordinators that somebody looks, as long as somebody does. */
  void watchWith(Views views) {
    vertx.setPeriodic(
        LOOK_MILLIS,
        timer -> {
          if (!clients.isEmpty()) {
            views.looking();
          }
        });
  }

  void accept(RoutingContext context) {
    if (clients.size() >= MAX_CLIENTS) {
      context.fail(503, new RequestException("%d clients are connected".formatted(MAX_CLIENTS)));
      return;
    }
    if (!"websocket".equalsIgnoreCase(context.request().getHeader("Upgrade"))) {
      context.fail(400, new RequestException("/feed is a WebSocket"));
      return;
    }
    long since = since(context);
    context
        .request()
        .toWebSocket()
        .onSuccess(
            socket -> {
              FeedClient client = new FeedClient(vertx, socket, this, since);
              clients.add(client);
              client.open(() -> clients.remove(client));
            });
  }

  /** What a client that was here before has seen; -1 if it is new, or was somewhere else. */
  private long since(RoutingContext context) {
    String since = context.queryParams().get("since");
    if (since == null
        || !server.equals(context.queryParams().get("server"))
        || !since.matches("\\d{1,18}")) {
      return -1;
    }
    long number = Long.parseLong(since);
    return jobs.isKnownSince(number) ? number : -1;
  }

  /** Tells the clients soon; changes that come meanwhile go along. */
  void changed() {
    if (!flushing && !clients.isEmpty()) {
      flushing = true;
      vertx.setTimer(FLUSH_MILLIS, timer -> flush());
    }
  }

  private void flush() {
    flushing = false;
    clients.forEach(FeedClient::flush);
    messages.clear();
  }

  long sequence() {
    return jobs.sequence();
  }

  boolean isKnownSince(long number) {
    return jobs.isKnownSince(number);
  }

  /** Everything: a client replaces what it knew with this. */
  String snapshot(@Nullable String watched) {
    return message("snapshot", jobs.everything(), watched);
  }

  /** What a client missed. */
  String resumed(long since, @Nullable String watched) {
    return message("resumed", jobs.since(since), watched);
  }

  /** What changed after a number; empty if nothing did that a client is to be told. */
  String update(long since, @Nullable String watched) {
    return messages.computeIfAbsent(
        new Told(since, jobs.sequence(), watched), told -> encodedUpdate(since, watched));
  }

  private String encodedUpdate(long since, @Nullable String watched) {
    Collection<Event> events = jobs.since(since);
    return events.stream().anyMatch(event -> event.isFor(watched))
        ? message("update", events, watched)
        : "";
  }

  private String message(String type, Collection<Event> events, @Nullable String watched) {
    String all =
        events.stream()
            .filter(event -> event.isFor(watched))
            .map(Event::encoded)
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"type\":\"%s\",\"server\":\"%s\",\"seq\":%d,\"events\":%s}"
        .formatted(type, server, jobs.sequence(), all);
  }
}
