package dev.weir.runtime.operators;

import dev.weir.api.functions.AsyncFunction;
import dev.weir.api.functions.AsyncRetryStrategy;
import dev.weir.api.functions.CollectionSupplier;
import dev.weir.api.functions.ResultFuture;
import dev.weir.api.graph.OperatorSpec.AsyncWaitSpec;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.manifest.OperatorListState.Mode;
import dev.weir.runtime.async.Awaited;
import dev.weir.runtime.async.QueuedElement;
import dev.weir.runtime.async.QueuedElement.QueuedRecord;
import dev.weir.runtime.async.QueuedElement.QueuedWatermark;
import dev.weir.runtime.async.QueuedElementSerializer;
import dev.weir.runtime.async.StreamElementQueue;
import dev.weir.runtime.time.ProcessingTimeService.Registration;
import dev.weir.state.ListState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Starts asynchronous work for each record and emits what comes of it.
 *
 * <p>Work is under way for as many records as the queue has room for. When it is full the intake of
 * the subtask is stopped. What comes nevertheless, because an operator before it in the chain emits
 * several records for one or because a snapshot of another parallelism held more, waits in front of
 * the queue.
 *
 * <p>Results are brought by the mailbox to the thread of the subtask, where all else happens. A
 * snapshot holds the records whose results were not emitted yet; after a restore their work is
 * started again. The watermarks between them are not taken up: at another parallelism records of
 * other subtasks come behind them, which would be late. Event time comes anew from upstream.
 */
final class AsyncWaitOperator<IN, OUT> extends FunctionOperator<AsyncFunction<IN, OUT>, OUT>
    implements StreamElementQueue.Emitter<OUT> {

  private final AsyncWaitSpec<IN, OUT> spec;
  private final Retries<OUT> retries;
  private final StreamElementQueue<IN, OUT> queue;
  private final ArrayDeque<QueuedElement<IN>> waiting = new ArrayDeque<>();
  private final LinkedHashSet<Request> inOrderOfDeadlines = new LinkedHashSet<>();
  private @Nullable ListState<QueuedElement<IN>> inFlight;
  private @Nullable Registration deadline;
  private boolean intakeStopped;
  private boolean inputIdle;
  private boolean outputIdle;

  AsyncWaitOperator(
      AsyncWaitSpec<IN, OUT> spec,
      StreamElementQueue<IN, OUT> queue,
      OperatorContext context,
      Output<OUT> output) {
    super(spec.function(), context, output);
    this.spec = spec;
    this.retries = new Retries<>(spec.retries());
    this.queue = queue;
  }

  @Override
  public Input<IN> input(int index) {
    return new Input<>() {
      @Override
      public void process(IN record, long timestamp) throws Exception {
        take(new QueuedRecord<>(record, timestamp));
      }
    };
  }

  @Override
  public void initializeState() throws Exception {
    super.initializeState();
    inFlight =
        context
            .operatorState()
            .list(
                "in-flight",
                Mode.SPLIT,
                new QueuedElementSerializer<>(spec.inputType().createSerializer()));
  }

  @Override
  public void open() throws Exception {
    super.open();
    List<QueuedElement<IN>> restored = new ArrayList<>();
    requireInFlight().get().forEach(restored::add);
    for (QueuedElement<IN> element : restored) {
      if (element instanceof QueuedRecord<IN>) {
        take(element);
      }
    }
  }

  @Override
  public void snapshotState(CheckpointBarrier barrier) throws Exception {
    super.snapshotState(barrier);
    List<QueuedElement<IN>> all = new ArrayList<>(queue.elements());
    all.addAll(waiting);
    requireInFlight().update(all);
  }

  private ListState<QueuedElement<IN>> requireInFlight() {
    return Objects.requireNonNull(inFlight, "the state is not initialised");
  }

  @Override
  public void processWatermark(long watermark) throws Exception {
    take(new QueuedWatermark<>(watermark));
  }

  /** Idleness is told when the last result is out: a watermark after it would end it again. */
  @Override
  public void processIdle(boolean idle) throws Exception {
    inputIdle = idle;
    tellIdleness();
  }

  private void tellIdleness() {
    boolean idle = inputIdle && isDrained();
    if (idle != outputIdle) {
      outputIdle = idle;
      output.emitIdle(idle);
    }
  }

  @Override
  public boolean isDrained() {
    return queue.isEmpty() && waiting.isEmpty();
  }

  private void take(QueuedElement<IN> element) throws Exception {
    waiting.add(element);
    advance();
  }

  /** Moves everything on as far as it can go. */
  private void advance() throws Exception {
    queue.emitCompleted(this);
    QueuedElement<IN> next = waiting.peek();
    while (next != null && enter(next)) {
      waiting.remove();
      queue.emitCompleted(this);
      next = waiting.peek();
    }
    boolean full = queue.isFull() || !waiting.isEmpty();
    if (full != intakeStopped) {
      intakeStopped = full;
      if (full) {
        context.intake().stop();
      } else {
        context.intake().start();
      }
    }
    tellIdleness();
  }

  /** Whether there was room for an element in the queue. */
  private boolean enter(QueuedElement<IN> element) throws Exception {
    if (element instanceof QueuedWatermark<IN> watermark) {
      queue.putWatermark(watermark.timestamp());
    } else if (element instanceof QueuedRecord<IN> queued) {
      if (queue.isFull()) {
        return false;
      }
      begin(new Request(queue.put(queued), deadlineFromNow()));
    }
    return true;
  }

  @Override
  public void results(Collection<OUT> results, long timestamp) {
    for (OUT result : results) {
      output.collect(result, timestamp);
    }
  }

  @Override
  public void watermark(long timestamp) {
    output.emitWatermark(timestamp);
  }

  private void begin(Request request) throws Exception {
    if (!spec.timeout().isZero()) {
      inOrderOfDeadlines.add(request);
      awaitDeadline();
    }
    attempt(request);
  }

  private void attempt(Request request) throws Exception {
    request.attempts++;
    function.asyncInvoke(request.place.element().value(), new Completion(request, true));
  }

  private void completed(Completion completion, Outcome<OUT> outcome) throws Exception {
    Request request = completion.request;
    if (request.done) {
      return;
    }
    if (completion.mayBeRetried
        && !request.timedOut
        && retries.areWorthIt(request.attempts, outcome)) {
      request.retry =
          context
              .processingTime()
              .schedule(
                  context.processingTime().now() + retries.delay(request.attempts),
                  time -> attempt(request));
      return;
    }
    request.done = true;
    inOrderOfDeadlines.remove(request);
    request.place.complete(outcome.resultsOrThrow());
    advance();
  }

  private long deadlineFromNow() {
    return spec.timeout().isZero()
        ? Long.MAX_VALUE
        : context.processingTime().now() + spec.timeout().toMillis();
  }

  /** All have the same timeout, so one timer for the oldest will do. */
  private void awaitDeadline() {
    if (deadline == null && !inOrderOfDeadlines.isEmpty()) {
      deadline =
          context
              .processingTime()
              .schedule(inOrderOfDeadlines.iterator().next().deadline, time -> giveUpExpired());
    }
  }

  private void giveUpExpired() throws Exception {
    deadline = null;
    long now = context.processingTime().now();
    while (!inOrderOfDeadlines.isEmpty()) {
      Request oldest = inOrderOfDeadlines.iterator().next();
      if (oldest.deadline > now) {
        break;
      }
      inOrderOfDeadlines.remove(oldest);
      giveUp(oldest);
    }
    awaitDeadline();
  }

  private void giveUp(Request request) throws Exception {
    request.timedOut = true;
    if (request.retry != null) {
      request.retry.cancel();
    }
    function.timeout(request.place.element().value(), new Completion(request, false));
  }

  /** The work for one record, in all its attempts. */
  private final class Request {
    private final Awaited<IN, OUT> place;
    private final long deadline;
    private int attempts;
    private boolean timedOut;
    private boolean done;
    private @Nullable Registration retry;

    Request(Awaited<IN, OUT> place, long deadline) {
      this.place = place;
      this.deadline = deadline;
    }
  }

  /** What came of one attempt; of both parts one is null. */
  private record Outcome<OUT>(@Nullable Collection<OUT> results, @Nullable Throwable failure) {

    Collection<OUT> resultsOrThrow() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof Exception exception) {
        throw exception;
      }
      return Objects.requireNonNull(results, "neither results nor a failure");
    }
  }

  /** What the function completes for one attempt. */
  private final class Completion implements ResultFuture<OUT> {
    private final Request request;
    private final boolean mayBeRetried;
    private final AtomicBoolean done = new AtomicBoolean();

    Completion(Request request, boolean mayBeRetried) {
      this.request = request;
      this.mayBeRetried = mayBeRetried;
    }

    @Override
    public void complete(Collection<OUT> result) {
      Objects.requireNonNull(
          result, "the results are null; complete with an empty collection to emit nothing");
      complete(() -> result);
    }

    @Override
    public void completeExceptionally(Throwable error) {
      Objects.requireNonNull(error, "the error is null");
      deliver(() -> new Outcome<>(null, error));
    }

    @Override
    public void complete(CollectionSupplier<OUT> supplier) {
      deliver(() -> outcomeOf(supplier));
    }

    private void deliver(java.util.function.Supplier<Outcome<OUT>> outcome) {
      if (done.compareAndSet(false, true)) {
        context.mailbox().execute(() -> completed(this, outcome.get()));
      }
    }

    private Outcome<OUT> outcomeOf(CollectionSupplier<OUT> supplier) {
      try {
        return new Outcome<>(
            Objects.requireNonNull(supplier.get(), "the supplier gave null results"), null);
      } catch (Exception e) {
        return new Outcome<>(null, e);
      }
    }
  }

  /** When another attempt is made. */
  private static final class Retries<OUT> {
    private final AsyncRetryStrategy<OUT> strategy;
    private final Optional<Predicate<Collection<OUT>>> results;
    private final Optional<Predicate<Throwable>> failures;

    Retries(AsyncRetryStrategy<OUT> strategy) {
      this.strategy = strategy;
      this.results = strategy.getRetryPredicate().resultPredicate();
      this.failures = strategy.getRetryPredicate().exceptionPredicate();
    }

    boolean areWorthIt(int attempts, Outcome<OUT> outcome) {
      Collection<OUT> found = outcome.results;
      Throwable failure = outcome.failure;
      boolean wanted =
          (found != null && results.isPresent() && results.get().test(found))
              || (failure != null && failures.isPresent() && failures.get().test(failure));
      return wanted && strategy.canRetry(attempts);
    }

    long delay(int attempts) {
      return strategy.getBackoffTimeMillis(attempts);
    }
  }
}
