package dev.weir.api.functions;

import java.util.concurrent.TimeoutException;

/**
 * Starts something asynchronous for each record, such as a request to a service, and says later
 * what came of it. Called on the thread of the subtask, which must not wait for the answer.
 *
 * <p>Records whose results are awaited are part of the checkpoint. After a restore the function is
 * called for them again, so what it does must bear being done twice.
 *
 * @param <IN> the type of the input
 * @param <OUT> the type of the output
 */
@FunctionalInterface
public interface AsyncFunction<IN, OUT> extends Function {

  /**
   * Starts the work for one record.
   *
   * @param input the record
   * @param resultFuture to be completed once, from any thread
   * @throws Exception fails the attempt of the job
   */
  void asyncInvoke(IN input, ResultFuture<OUT> resultFuture) throws Exception;

  /**
   * Called when nothing came of a record in time; fails the attempt of the job unless overridden.
   *
   * @param input the record
   * @param resultFuture to be completed, with an empty collection to emit nothing
   */
  default void timeout(IN input, ResultFuture<OUT> resultFuture) throws Exception {
    resultFuture.completeExceptionally(
        new TimeoutException("no result of the asynchronous function came in time"));
  }
}
