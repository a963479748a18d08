package dev.weir.api;

import dev.weir.api.functions.AsyncFunction;
import dev.weir.api.functions.AsyncRetryStrategies;
import dev.weir.api.functions.AsyncRetryStrategy;
import dev.weir.api.functions.FutureFunction;
import dev.weir.api.graph.OperatorSpec.AsyncWaitSpec;
import dev.weir.api.types.TypeExtraction;
import dev.weir.api.types.TypeInformation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asynchronous work for each record of a stream, with a bounded number of records under way.
 *
 * <p>{@code orderedWait} emits results in the order of the records that they belong to, {@code
 * unorderedWait} as they come. Watermarks keep their place in both: what is emitted before and
 * after a watermark are results of records that came before and after it.
 *
 * <p>The {@code timeout} holds for all tries of a record together; 0 means none. At most {@code
 * capacity} records are under way in a subtask; while that many are, it takes up no more input.
 * Records under way are in every checkpoint, and their work is started again after a restore.
 */
public final class AsyncDataStream {

  /** Whether results come in the order of the records they belong to. */
  public enum OutputMode {
    /** In the order of the records. */
    ORDERED,
    /** As they come, between watermarks. */
    UNORDERED
  }

  private static final int DEFAULT_QUEUE_CAPACITY = 100;

  private AsyncDataStream() {}

  /** Results in the order of the records; at most 100 records under way. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
      DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
    return orderedWait(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY);
  }

  /** Results in the order of the records. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity) {
    return wait(
        in,
        func,
        duration(timeout, timeUnit),
        capacity,
        OutputMode.ORDERED,
        AsyncRetryStrategies.noRetry());
  }

  /** Results in the order of the records, from futures; at most 100 records under way. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
      DataStream<IN> in, FutureFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
    return orderedWait(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY);
  }

  /** Results in the order of the records, from futures. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
      DataStream<IN> in,
      FutureFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity) {
    return wait(
        in,
        func,
        duration(timeout, timeUnit),
        capacity,
        OutputMode.ORDERED,
        AsyncRetryStrategies.noRetry());
  }

  /** Results as they come; at most 100 records under way. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
      DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
    return unorderedWait(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY);
  }

  /** Results as they come. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity) {
    return wait(
        in,
        func,
        duration(timeout, timeUnit),
        capacity,
        OutputMode.UNORDERED,
        AsyncRetryStrategies.noRetry());
  }

  /** Results as they come, from futures; at most 100 records under way. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
      DataStream<IN> in, FutureFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
    return unorderedWait(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY);
  }

  /** Results as they come, from futures. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
      DataStream<IN> in,
      FutureFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity) {
    return wait(
        in,
        func,
        duration(timeout, timeUnit),
        capacity,
        OutputMode.UNORDERED,
        AsyncRetryStrategies.noRetry());
  }

  /** {@link #orderedWait} with retries; at most 100 records under way. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWaitWithRetry(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      AsyncRetryStrategy<OUT> asyncRetryStrategy) {
    return orderedWaitWithRetry(
        in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY, asyncRetryStrategy);
  }

  /** {@link #orderedWait} with retries. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWaitWithRetry(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity,
      AsyncRetryStrategy<OUT> asyncRetryStrategy) {
    return wait(
        in,
        func,
        boundOfRetries(timeout, timeUnit),
        capacity,
        OutputMode.ORDERED,
        asyncRetryStrategy);
  }

  /** {@link #orderedWait} from futures, with retries. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWaitWithRetry(
      DataStream<IN> in,
      FutureFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity,
      AsyncRetryStrategy<OUT> asyncRetryStrategy) {
    return wait(
        in,
        func,
        boundOfRetries(timeout, timeUnit),
        capacity,
        OutputMode.ORDERED,
        asyncRetryStrategy);
  }

  /** {@link #unorderedWait} with retries; at most 100 records under way. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWaitWithRetry(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      AsyncRetryStrategy<OUT> asyncRetryStrategy) {
    return unorderedWaitWithRetry(
        in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY, asyncRetryStrategy);
  }

  /** {@link #unorderedWait} with retries. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWaitWithRetry(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity,
      AsyncRetryStrategy<OUT> asyncRetryStrategy) {
    return wait(
        in,
        func,
        boundOfRetries(timeout, timeUnit),
        capacity,
        OutputMode.UNORDERED,
        asyncRetryStrategy);
  }

  /** {@link #unorderedWait} from futures, with retries. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWaitWithRetry(
      DataStream<IN> in,
      FutureFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity,
      AsyncRetryStrategy<OUT> asyncRetryStrategy) {
    return wait(
        in,
        func,
        boundOfRetries(timeout, timeUnit),
        capacity,
        OutputMode.UNORDERED,
        asyncRetryStrategy);
  }

  private static Duration duration(long timeout, TimeUnit timeUnit) {
    return Duration.of(timeout, timeUnit.toChronoUnit());
  }

  private static Duration boundOfRetries(long timeout, TimeUnit timeUnit) {
    if (timeout <= 0) {
      throw new IllegalArgumentException(
          "Retries need a timeout of more than 0, found " + timeout + " " + timeUnit);
    }
    return duration(timeout, timeUnit);
  }

  private static <IN, OUT> SingleOutputStreamOperator<OUT> wait(
      DataStream<IN> in,
      FutureFunction<IN, OUT> func,
      Duration timeout,
      int capacity,
      OutputMode mode,
      AsyncRetryStrategy<OUT> retries) {
    TypeInformation<OUT> type =
        TypeExtraction.typeOf(func, FutureFunction.class, 1, "Async Wait", in.getType());
    return wait(in, new AsyncOfFuture<>(func), timeout, capacity, mode, retries, type);
  }

  private static <IN, OUT> SingleOutputStreamOperator<OUT> wait(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      Duration timeout,
      int capacity,
      OutputMode mode,
      AsyncRetryStrategy<OUT> retries) {
    TypeInformation<OUT> type =
        TypeExtraction.typeOf(func, AsyncFunction.class, 1, "Async Wait", in.getType());
    return wait(in, func, timeout, capacity, mode, retries, type);
  }

  private static <IN, OUT> SingleOutputStreamOperator<OUT> wait(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      Duration timeout,
      int capacity,
      OutputMode mode,
      AsyncRetryStrategy<OUT> retries,
      TypeInformation<OUT> type) {
    return in.transform(
        "Async Wait",
        type,
        new AsyncWaitSpec<>(func, in.getType(), timeout, capacity, mode, retries));
  }
}
