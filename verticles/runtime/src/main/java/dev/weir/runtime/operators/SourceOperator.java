package dev.weir.runtime.operators;

import dev.weir.api.metrics.ConnectorMetricGroup;
import dev.weir.api.metrics.SourceReaderMetricGroup;
import dev.weir.api.source.InputStatus;
import dev.weir.api.source.Source;
import dev.weir.api.source.SourceEvent;
import dev.weir.api.source.SourceReader;
import dev.weir.api.source.SourceReaderContext;
import dev.weir.api.source.SourceSplit;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.manifest.OperatorListState.Mode;
import dev.weir.runtime.state.VersionedElementSerializer;
import dev.weir.runtime.time.ActivityClock;
import dev.weir.runtime.time.ProcessingTimeService;
import dev.weir.state.ListState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads the splits of a source; has no input, but is polled by the subtask. */
public final class SourceOperator<T, S extends SourceSplit> extends Operator<T> {

  /** Sends messages of the reader to the enumerator. */
  public interface EnumeratorGateway {
    void readerStarted();

    void requestSplit();

    void sendEvent(SourceEvent event);
  }

  private final Source<T, S, ?> source;
  private final EnumeratorGateway enumerator;
  private final SourceOutputs<T> outputs;
  private final SourceAlignment alignment;
  private final ActivityClock clock;
  private final boolean makesWatermarks;
  private boolean halted;
  private @Nullable SourceReader<T, S> reader;
  private @Nullable ListState<S> splits;

  SourceOperator(
      Source<T, S, ?> source,
      WatermarkStrategy<T> watermarks,
      EnumeratorGateway enumerator,
      OperatorContext context,
      Output<T> output) {
    super(context, output);
    this.source = source;
    this.enumerator = enumerator;
    WatermarkStrategy<T> own = FunctionCopy.of(watermarks);
    this.clock = new ActivityClock(interval(), context.processingTime().now());
    this.outputs = new SourceOutputs<>(own, output, clock, context.metrics());
    this.alignment = new SourceAlignment(own.getAlignmentParameters());
    this.makesWatermarks = !outputs.isPlain() && interval() > 0;
  }

  @Override
  public Input<?> input(int index) {
    throw new IllegalStateException("a source has no input");
  }

  @Override
  public void initializeState() throws Exception {
    reader = source.createReader(new ReaderContext());
    splits =
        context
            .operatorState()
            .list(
                "splits",
                Mode.SPLIT,
                new VersionedElementSerializer<>("split", source.getSplitSerializer()));
    List<S> restored = new ArrayList<>();
    splits.get().forEach(restored::add);
    if (!restored.isEmpty()) {
      outputs.expect(restored);
      reader.addSplits(restored);
    }
  }

  /** Starts reading; called when all subtasks are ready. */
  public void start() throws Exception {
    enumerator.readerStarted();
    requireReader().start();
    if (makesWatermarks) {
      every(interval(), this::emitWatermarks);
    }
    if (alignment.isEnabled()) {
      every(alignment.intervalMillis(), this::align);
    }
  }

  private long interval() {
    return context.autoWatermarkInterval().toMillis();
  }

  private void every(long millis, Runnable action) {
    ProcessingTimeService service = context.processingTime();
    service.schedule(
        service.now() + millis,
        due -> {
          action.run();
          every(millis, action);
        });
  }

  private void emitWatermarks() {
    boolean paused = halted || isPaused();
    clock.tick(context.processingTime().now(), !paused && context.intake().isOpen());
    if (!paused) {
      outputs.emitPeriodically();
    }
  }

  /**
   * After the barrier of the snapshot that the job is to end with, nothing more is emitted, no
   * watermark either: downstream timers would fire whose state the snapshot still holds.
   *
   * @param isHalted false if that snapshot was given up
   */
  public void halt(boolean isHalted) {
    halted = isHalted;
  }

  private void align() {
    report(outputs.isIdle() ? Long.MAX_VALUE : outputs.watermark());
    pauseOrResumeSplits();
  }

  private void report(long watermark) {
    enumerator.sendEvent(new WatermarkReport("", watermark));
  }

  private void pauseOrResumeSplits() {
    alignment.pauseOrResume(outputs.splitWatermarks(), requireReader());
  }

  /** Whether it must not be polled because it is too far ahead of other readers. */
  public boolean isPaused() {
    return alignment.isAhead(outputs.watermark());
  }

  @Override
  public long outputWatermark() {
    return outputs.watermark();
  }

  /** There will be no more records: event time comes to its end. */
  public void emitEnd() {
    outputs.emitEnd();
    if (alignment.isEnabled()) {
      report(Long.MAX_VALUE);
    }
  }

  /** Lets the reader emit a few records. */
  public InputStatus poll() throws Exception {
    return requireReader().pollNext(outputs);
  }

  /** Completes when {@link #poll} should be called again. */
  public CompletableFuture<Void> isAvailable() {
    return requireReader().isAvailable();
  }

  /** Takes splits from the enumerator. */
  @SuppressWarnings("unchecked") // the source's enumerator gives splits of the source
  public void addSplits(List<? extends SourceSplit> assigned, boolean noMoreSplits)
      throws Exception {
    if (!assigned.isEmpty()) {
      outputs.expect(assigned);
      requireReader().addSplits((List<S>) assigned);
    }
    if (noMoreSplits) {
      requireReader().notifyNoMoreSplits();
    }
  }

  public void handleEvent(SourceEvent event) throws Exception {
    if (event instanceof WatermarkLimit limit) {
      alignment.limit(limit.maxAllowed());
      pauseOrResumeSplits();
    } else {
      requireReader().handleSourceEvents(event);
    }
  }

  @Override
  public void snapshotState(CheckpointBarrier barrier) throws Exception {
    if (splits != null) {
      splits.update(requireReader().snapshotState(barrier.checkpointId()));
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    requireReader().notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    requireReader().notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    if (reader != null) {
      reader.close();
    }
  }

  private SourceReader<T, S> requireReader() {
    if (reader == null) {
      throw new IllegalStateException("the source has no reader before its state is initialised");
    }
    return reader;
  }

  private final class ReaderContext implements SourceReaderContext {

    private final SourceReaderMetricGroup metrics = new ConnectorMetricGroup(context.metrics());

    @Override
    public SourceReaderMetricGroup metricGroup() {
      return metrics;
    }

    @Override
    public int getIndexOfSubtask() {
      return context.taskInfo().getIndexOfThisSubtask();
    }

    @Override
    public int currentParallelism() {
      return context.taskInfo().getNumberOfParallelSubtasks();
    }

    @Override
    public void sendSplitRequest() {
      enumerator.requestSplit();
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {
      enumerator.sendEvent(event);
    }
  }
}
