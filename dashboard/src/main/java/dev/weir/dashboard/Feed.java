package dev.weir.dashboard;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The live feed. A client gets a {@code snapshot} with the messages of all jobs, then a message of
 * each job as it changes.
 *
 * <p>Each message is the whole state of a job, so a client that misses some has missed nothing once
 * it has the next; {@code seq} only grows, and tells old from new.
 */
final class Feed {

  private static final int MAX_CLIENTS = 256;
  private static final long FLUSH_MILLIS = 100;

  private final Vertx vertx;
  private final Jobs jobs;
  private final String server = UUID.randomUUID().toString();
  private final Set<FeedClient> clients = new HashSet<>();
  private boolean flushing;

  Feed(Vertx vertx, Jobs jobs) {
    this.vertx = vertx;
    this.jobs = jobs;
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
    context
        .request()
        .toWebSocket()
        .onSuccess(
            socket -> {
              FeedClient client = new FeedClient(vertx, socket, this);
              clients.add(client);
              socket.closeHandler(closed -> clients.remove(client));
              client.open();
            });
  }

  /** Tells the clients soon; changes that come meanwhile go along. */
  void changed(Jobs.Change change) {
    for (FeedClient client : clients) {
      client.changed(change.job().id());
      change.forgotten().ifPresent(job -> client.changed(job.id()));
    }
    if (!flushing && !clients.isEmpty()) {
      flushing = true;
      vertx.setTimer(FLUSH_MILLIS, timer -> flush());
    }
  }

  private void flush() {
    flushing = false;
    clients.forEach(FeedClient::flush);
  }

  /** Everything: a client replaces what it knew with this. */
  String snapshot() {
    String documents =
        jobs.all().stream().map(Job::feedMessage).collect(Collectors.joining(",", "[", "]"));
    return "{\"type\":\"snapshot\",\"server\":\"%s\",\"seq\":%d,\"jobs\":%s}"
        .formatted(server, jobs.sequence(), documents);
  }

  /** The latest of one job. */
  String message(String jobId) {
    return jobs.find(jobId)
        .map(Job::feedMessage)
        .orElseGet(
            () ->
                new JsonObject()
                    .put("type", "forgotten")
                    .put("seq", jobs.sequence())
                    .put("jid", jobId)
                    .encode());
  }
}
