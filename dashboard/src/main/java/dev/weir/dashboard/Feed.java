package dev.weir.dashboard;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The live feed. A client gets all parts of all jobs, or what it missed since it was last here, and
 * then each part as it changes: small events, numbered, each the whole of one part.
 */
final class Feed {

  private static final int MAX_CLIENTS = 256;
  private static final long FLUSH_MILLIS = 250;
  private static final long LOOK_MILLIS = 3_000;

  private final Vertx vertx;
  private final Jobs jobs;
  private final String server = UUID.randomUUID().toString();
  private final Set<FeedClient> clients = new HashSet<>();
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
              socket.closeHandler(closed -> clients.remove(client));
              client.open();
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
  }

  long sequence() {
    return jobs.sequence();
  }

  boolean isKnownSince(long number) {
    return jobs.isKnownSince(number);
  }

  Collection<Event> since(long number) {
    return jobs.since(number);
  }

  /** Everything: a client replaces what it knew with this. */
  String snapshot(@Nullable String watched) {
    return greeting("snapshot", jobs.everything(), watched);
  }

  /** What a client missed. */
  String resumed(long since, @Nullable String watched) {
    return greeting("resumed", jobs.since(since), watched);
  }

  private String greeting(String type, Collection<Event> events, @Nullable String watched) {
    String all =
        events.stream()
            .filter(event -> event.isFor(watched))
            .map(Event::encoded)
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"type\":\"%s\",\"server\":\"%s\",\"seq\":%d,\"events\":%s}"
        .formatted(type, server, jobs.sequence(), all);
  }
}
