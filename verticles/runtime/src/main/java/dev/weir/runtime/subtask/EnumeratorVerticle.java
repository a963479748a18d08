package dev.weir.runtime.subtask;

import dev.weir.api.graph.OperatorSpec.SourceSpec;
import dev.weir.api.metrics.ConnectorMetricGroup;
import dev.weir.api.metrics.SplitEnumeratorMetricGroup;
import dev.weir.api.source.ReaderInfo;
import dev.weir.api.source.Source;
import dev.weir.api.source.SourceEvent;
import dev.weir.api.source.SourceSplit;
import dev.weir.api.source.SplitEnumerator;
import dev.weir.api.source.SplitEnumeratorContext;
import dev.weir.api.source.SplitsAssignment;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.channel.TailWatch;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorListState.Mode;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.SubtaskSnapshot;
import dev.weir.runtime.channel.ChannelMessage;
import dev.weir.runtime.channel.CreditMessage;
import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.channel.OutputGate;
import dev.weir.runtime.channel.SplitFormat;
import dev.weir.runtime.channel.SplitSender;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.operators.WatermarkReport;
import dev.weir.runtime.state.OperatorState;
import dev.weir.runtime.state.VersionedElementSerializer;
import dev.weir.state.ListState;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The enumerator of one source as a worker verticle, and the subtask where checkpoints begin: split
 * assignments and barriers go through one channel to each reader, so a split is either in the
 * enumerator's snapshot or in a reader's, never in both or neither.
 */
public final class EnumeratorVerticle<S extends SourceSplit, C> extends VerticleBase
    implements CancellableSubtask, SplitEnumeratorContext<S> {

  private static final String STATE = "enumerator";

  private final SubtaskPlan plan;
  private final SubtaskServices services;
  private final Source<?, S, C> source;
  private final ReaderAlignment alignment;
  private final SubtaskId self;
  private final String uid;
  private final OutputGate outputs;
  private final List<OutputChannel> readers = new ArrayList<>();
  private final Map<Integer, ReaderInfo> registered = new TreeMap<>();
  private final AssignedSplits<S> assigned = new AssignedSplits<>();
  private final SubtaskMetrics metrics = new SubtaskMetrics();
  private final SplitEnumeratorMetricGroup metricGroup;
  private final Interruption interruption = new Interruption();
  private @Nullable SubtaskBus messages;
  private @Nullable SplitEnumerator<S, C> enumerator;
  private @Nullable ListState<C> state;
  private @Nullable OperatorState operatorState;

  private EnumeratorVerticle(SubtaskPlan plan, SubtaskServices services, SourceSpec<?, S, C> spec) {
    this.plan = plan;
    this.services = services;
    this.source = spec.source();
    this.alignment = new ReaderAlignment(plan, spec);
    this.self = plan.subtask();
    this.uid = plan.vertex().head().uid() + JobGraph.ENUMERATOR_SUFFIX;
    this.metricGroup =
        new ConnectorMetricGroup(
            plan.metrics()
                .operator(plan.vertex().head().name() + JobGraph.ENUMERATOR_SUFFIX, self.index()));
    this.outputs = new OutputGate(plan.attempt(), 1, services.options().channel().credits());
  }

  /**
   * @param plan of the enumerator's subtask; its vertex is the one of the source
   */
  public static EnumeratorVerticle<?, ?> of(
      SubtaskPlan plan, SubtaskServices services, SourceSpec<?, ?, ?> spec) {
    return create(plan, services, spec);
  }

  private static <T, S extends SourceSplit, C> EnumeratorVerticle<S, C> create(
      SubtaskPlan plan, SubtaskServices services, SourceSpec<T, S, C> spec) {
    return new EnumeratorVerticle<>(plan, services, spec);
  }

  @Override
  public Future<?> start() throws Exception {
    SubtaskBus bus = new SubtaskBus(vertx, plan);
    messages = bus;
    for (int reader = 0; reader < plan.vertex().parallelism(); reader++) {
      readers.add(addReader(bus, new SubtaskId(plan.vertex().id(), reader)));
    }
    try {
      restore();
    } catch (Throwable e) {
      if (enumerator != null) {
        enumerator.close();
      }
      throw e;
    }
    if (outputs.hasRemoteChannels()) {
      watchTails(OutputGate.tickInterval(services.options().channel().remote()));
    }
    Future<?> listening =
        new ChannelWiring(plan, services.options().channel(), bus)
            .listen(vertx, context, this::refuse, this::receive, this::fail);
    return Future.all(
        listening, vertx.eventBus().consumer(address(), this::receiveMessage).completion());
  }

  private void refuse(ChannelMessage message) {
    throw new IllegalStateException("an enumerator has no input channels, found " + message);
  }

  private OutputChannel addReader(SubtaskBus bus, SubtaskId reader) {
    if (plan.isHere(reader)) {
      return outputs.addChannel(0, false, bus.messagesTo(reader, interruption));
    }
    return outputs.addRemoteChannel(
        0,
        false,
        new SplitSender(
            bus.remoteMessagesTo(reader, interruption),
            new SplitFormat<>(source.getSplitSerializer())),
        null,
        services.options().channel().remote());
  }

  /** The next tick is set when the last one is done: see {@link TailWatch}. */
  private void watchTails(Duration interval) {
    vertx.setTimer(
        interval.toMillis(),
        timer -> {
          run(outputs::tick);
          if (!interruption.isCancelled()) {
            watchTails(interval);
          }
        });
  }

  private void restore() throws Exception {
    OperatorState restored =
        new OperatorState(plan.vertex().head().name(), plan.restore().of(uid).listState());
    ListState<C> checkpoint =
        restored.list(
            STATE,
            Mode.SPLIT,
            new VersionedElementSerializer<>(
                "enumerator checkpoint", source.getEnumeratorCheckpointSerializer()));
    operatorState = restored;
    state = checkpoint;
    C last = null;
    for (C element : checkpoint.get()) {
      last = element;
    }
    enumerator =
        last == null ? source.createEnumerator(this) : source.restoreEnumerator(this, last);
  }

  private void receiveMessage(Message<Object> message) {
    run(() -> take(message.body()));
  }

  private void receive(Object body) {
    run(() -> take(body));
  }

  private void take(Object body) throws Exception {
    if (body instanceof CreditMessage credit) {
      outputs.credit(credit);
    } else if (body instanceof ReaderMessage fromReader) {
      handle(fromReader);
    } else if (body instanceof SubtaskCommand command) {
      handle(command);
    }
  }

  /** Something the enumerator is asked to do; if it throws, the attempt fails. */
  @FunctionalInterface
  private interface Action {
    void run() throws Exception;
  }

  private void run(Action action) {
    if (interruption.isCancelled()) {
      return;
    }
    interruption.enter();
    try {
      action.run();
      sendAssigned();
    } catch (Throwable e) {
      fail(e);
    } finally {
      interruption.exit();
    }
  }

  private void fail(Throwable thrown) {
    if (!interruption.isCancelled()) {
      cancel();
      report(SubtaskReport.Failed.of(plan.attempt(), self, thrown));
    }
  }

  private void handle(ReaderMessage message) throws Exception {
    if (message instanceof ReaderMessage.Started) {
      registered.put(message.reader(), new ReaderInfo(message.reader(), "local"));
      requireEnumerator().addReader(message.reader());
    } else if (message instanceof ReaderMessage.SplitRequest) {
      requireEnumerator().handleSplitRequest(message.reader(), null);
    } else if (message instanceof ReaderMessage.Event event
        && event.event() instanceof WatermarkReport report) {
      alignment.onReport(event.reader(), report);
    } else if (message instanceof ReaderMessage.Event event) {
      requireEnumerator().handleSourceEvent(event.reader(), event.event());
    }
  }

  private void handle(SubtaskCommand command) throws Exception {
    if (command instanceof SubtaskCommand.Start) {
      requireEnumerator().start();
      if (alignment.isEnabled()) {
        vertx.setPeriodic(alignment.intervalMillis(), timer -> run(this::align));
      }
      report(new SubtaskReport.Ended(plan.attempt(), self));
    } else if (command instanceof SubtaskCommand.TriggerCheckpoint trigger) {
      snapshot(trigger.barrier());
    } else if (command instanceof SubtaskCommand.EndSources) {
      readers.forEach(OutputChannel::writeEndSource);
    } else if (command instanceof SubtaskCommand.CompleteCheckpoint complete) {
      long checkpointId = complete.permit().checkpointId();
      requireEnumerator().notifyCheckpointComplete(checkpointId);
      report(new SubtaskReport.Committed(plan.attempt(), self, checkpointId));
    } else if (command instanceof SubtaskCommand.AbortCheckpoint abort) {
      requireEnumerator().notifyCheckpointAborted(abort.checkpointId());
    }
  }

  private void align() {
    alignment.others().forEach(other -> require(messages).tell(other, alignment.report()));
    registered.keySet().forEach(reader -> readers.get(reader).writeEvent(alignment.limit()));
  }

  private void snapshot(CheckpointBarrier barrier) throws Exception {
    long started = System.nanoTime();
    Map<String, OperatorListState> lists;
    try {
      requireState().update(List.of(requireEnumerator().snapshotState(barrier.checkpointId())));
      lists = requireOperatorState().snapshot();
    } catch (Exception e) {
      report(
          new SubtaskReport.Declined(
              plan.attempt(),
              new SubtaskDecline(
                  barrier.checkpointId(),
                  self,
                  CheckpointFailureReason.SNAPSHOT_FAILED,
                  e.toString())));
      return;
    }
    sendAssigned();
    outputs.writeBarrier(barrier);
    SubtaskSnapshot snapshot =
        new SubtaskSnapshot(Map.of(uid, new OperatorSnapshot(Optional.empty(), lists)), false);
    long delay = Math.max(0, System.currentTimeMillis() - barrier.timestamp()) * 1_000_000;
    report(
        new SubtaskReport.Acknowledged(
            plan.attempt(),
            new SubtaskAck(
                barrier.checkpointId(),
                self,
                snapshot,
                new SnapshotMetrics(delay, 0, System.nanoTime() - started, 0, 0, 0))));
  }

  @Override
  public Future<?> stop() throws Exception {
    cancel();
    if (enumerator != null) {
      enumerator.close();
    }
    return Future.succeededFuture();
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return metricGroup;
  }

  @Override
  public int currentParallelism() {
    return plan.vertex().parallelism();
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return Collections.unmodifiableMap(new TreeMap<>(registered));
  }

  @Override
  public void assignSplits(SplitsAssignment<S> assignment) {
    assignment.assignment().keySet().forEach(this::readerOf);
    assignment.assignment().forEach(assigned::add);
  }

  /** Keeps the order in which the enumerator has spoken to a reader. */
  private void sendAssigned() {
    assigned.sendAll((reader, splits) -> readers.get(reader).writeSplits(splits, false));
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    readerOf(subtask).writeSplits(assigned.take(subtask), true);
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    OutputChannel reader = readerOf(subtask);
    sendAssigned();
    reader.writeEvent(event);
  }

  private OutputChannel readerOf(int subtask) {
    if (!registered.containsKey(subtask)) {
      throw new IllegalArgumentException(
          "reader %d is not registered; registered are %s".formatted(subtask, registered.keySet()));
    }
    return readers.get(subtask);
  }

  @Override
  public <T> void callAsync(
      Callable<T> callable, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
    call(callable, handler);
  }

  private <T> Future<T> call(
      Callable<T> callable, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
    return services
        .callWorkers()
        .executeBlocking(callable, false)
        .onComplete(result -> run(() -> handler.accept(result.result(), result.cause())));
  }

  @Override
  public <T> void callAsync(
      Callable<T> callable,
      BiConsumer<@Nullable T, @Nullable Throwable> handler,
      long initialDelay,
      long period) {
    if (period < 1) {
      throw new IllegalArgumentException("a period is at least 1 ms, found " + period);
    }
    callLater(callable, handler, Math.max(1, initialDelay), period);
  }

  /** Each call begins a period after the last one has ended, so that slow ones do not pile up. */
  private <T> void callLater(
      Callable<T> callable,
      BiConsumer<@Nullable T, @Nullable Throwable> handler,
      long delay,
      long period) {
    if (!interruption.isCancelled()) {
      vertx.setTimer(
          delay,
          timer ->
              call(callable, handler)
                  .onComplete(done -> callLater(callable, handler, period, period)));
    }
  }

  @Override
  public void runInCoordinatorThread(Runnable runnable) {
    context.runOnContext(ignored -> run(runnable::run));
  }

  @Override
  public SubtaskId subtask() {
    return self;
  }

  @Override
  public String address() {
    return plan.addressOf(self);
  }

  @Override
  public void cancel() {
    interruption.cancel();
  }

  @Override
  public void interrupt() {
    interruption.interrupt();
  }

  @Override
  public Optional<Thread> busyThread() {
    return interruption.worker();
  }

  @Override
  public SubtaskMetrics metrics() {
    return metrics;
  }

  private void report(SubtaskReport report) {
    require(messages).report(report);
  }

  private SplitEnumerator<S, C> requireEnumerator() {
    return require(enumerator);
  }

  private ListState<C> requireState() {
    return require(state);
  }

  private OperatorState requireOperatorState() {
    return require(operatorState);
  }

  private <X> X require(@Nullable X started) {
    if (started == null) {
      throw new IllegalStateException("the enumerator " + self + " is not started");
    }
    return started;
  }
}
