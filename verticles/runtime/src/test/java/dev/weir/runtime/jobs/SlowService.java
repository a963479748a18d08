package dev.weir.runtime.jobs;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Something outside of a job that doubles numbers, and takes its time until it is told to go on.
 */
final class SlowService {

  private static final Map<String, SlowService> ALL = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Map<Promise<Collection<Long>>, Long> waiting = new HashMap<>();
  private @Nullable CompletableFuture<Void> asked;
  private int awaited;
  private int requests;
  private boolean answering;

  static SlowService create() {
    SlowService service = new SlowService();
    ALL.put(service.id, service);
    return service;
  }

  /** Names a service of this JVM; survives being copied with a function. */
  record Handle(String id) {
    Future<Collection<Long>> twice(long number) {
      SlowService service = ALL.get(id);
      if (service == null) {
        throw new IllegalStateException("no service " + id);
      }
      return service.twice(number);
    }
  }

  Handle handle() {
    return new Handle(id);
  }

  /** Waits until it was asked so often. */
  void awaitRequests(int count) throws Exception {
    CompletableFuture<Void> there = new CompletableFuture<>();
    synchronized (this) {
      if (requests >= count) {
        return;
      }
      asked = there;
      awaited = count;
    }
    Jobs.get(there);
  }

  synchronized int requests() {
    return requests;
  }

  /** Answers what it was asked, and from now on at once. */
  void answer() {
    Map<Promise<Collection<Long>>, Long> open;
    synchronized (this) {
      answering = true;
      open = Map.copyOf(waiting);
      waiting.clear();
    }
    open.forEach((promise, number) -> promise.complete(List.of(2 * number)));
  }

  private synchronized Future<Collection<Long>> twice(long number) {
    requests++;
    if (asked != null && requests >= awaited) {
      asked.complete(null);
    }
    if (answering) {
      return Future.succeededFuture(List.of(2 * number));
    }
    Promise<Collection<Long>> promise = Promise.promise();
    waiting.put(promise, number);
    return promise.future();
  }
}
