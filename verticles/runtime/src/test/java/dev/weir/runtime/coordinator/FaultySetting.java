package dev.weir.runtime.coordinator;

import dev.weir.state.spi.StateBackend;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What surrounds a {@link StoredJob}: an event loop, workers, a clock, what is known of it. */
final class FaultySetting implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final StateBackend backend;
  private final Vertx vertx;
  private final Context context;
  private final WorkerExecutor workers;
  private final Random workWhileWriting = new Random(1);
  private History history = History.empty();
  private long now = 1;

  FaultySetting(StateBackend backend) {
    this.backend = backend;
    this.vertx = Vertx.vertx();
    this.context = vertx.getOrCreateContext();
    this.workers = vertx.createSharedWorkerExecutor("storage-faults", 1);
  }

  StateBackend backend() {
    return backend;
  }

  Vertx vertx() {
    return vertx;
  }

  WorkerExecutor workers() {
    return workers;
  }

  History history() {
    return history;
  }

  void history(History next) {
    history = next;
  }

  long now() {
    return now++;
  }

  /** State changes while a snapshot of it is written. */
  void afterCapture(Counts counts) {
    try {
      counts.work(workWhileWriting);
    } catch (Exception e) {
      throw new AssertionError("the state cannot be worked with", e);
    }
  }

  <T> T onEventLoop(Supplier<Future<T>> action) {
    CompletableFuture<T> done = new CompletableFuture<>();
    context.runOnContext(
        ignored ->
            action
                .get()
                .onComplete(
                    result -> {
                      if (result.succeeded()) {
                        done.complete(result.result());
                      } else {
                        done.completeExceptionally(result.cause());
                      }
                    }));
    try {
      return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("it did not come to an end", e);
    }
  }

  /** Starts what goes to the workers, and waits for them. */
  void inBackground(Runnable action) {
    onEventLoop(
        () -> {
          action.run();
          return workers.executeBlocking(() -> null);
        });
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
