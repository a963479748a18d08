package dev.weir.api.functions;

import io.vertx.core.Future;
import java.util.Collection;

/**
 * Starts something asynchronous for each record and returns the future of its results. What {@link
 * AsyncFunction} is to callbacks, this is to Vert.x clients.
 *
 * <p>Called on the context of the subtask: {@code Vertx.currentContext().owner()} is the Vert.x
 * instance that the job runs on, in {@code open} too.
 *
 * @param <IN> the type of the input
 * @param <OUT> the type of the output
 */
@FunctionalInterface
public interface FutureFunction<IN, OUT> extends Function {

  /**
   * Starts the work for one record.
   *
   * @return the results; an empty collection emits nothing, a failure fails the attempt of the job
   */
  Future<? extends Collection<OUT>> invoke(IN input) throws Exception;
}
