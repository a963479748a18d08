package dev.weir.examples.async;

import dev.weir.api.functions.AsyncFunction;
import dev.weir.api.functions.ResultFuture;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Asks somebody who takes their time: up to thirty milliseconds, later numbers often less. */
final class Lookup implements AsyncFunction<Long, String> {

  private static final long serialVersionUID = 1L;

  @Override
  public void asyncInvoke(Long number, ResultFuture<String> resultFuture) {
    Executor later = CompletableFuture.delayedExecutor(30 - number % 4 * 10, TimeUnit.MILLISECONDS);
    CompletableFuture.supplyAsync(() -> number + " squared is " + number * number, later)
        .thenAccept(answer -> resultFuture.complete(List.of(answer)));
  }
}
