package dev.weir.runtime.operators;

import dev.weir.api.source.InputStatus;
import dev.weir.api.source.ReaderOutput;
import dev.weir.api.source.Source;
import dev.weir.api.source.SourceEvent;
import dev.weir.api.source.SourceReader;
import dev.weir.api.source.SourceReaderContext;
import dev.weir.api.source.SourceSplit;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.manifest.OperatorListState.Mode;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.state.VersionedElementSerializer;
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
  private final ReaderOutput<T> readerOutput;
  private @Nullable SourceReader<T, S> reader;
  private @Nullable ListState<S> splits;

  SourceOperator(
      Source<T, S, ?> source,
      EnumeratorGateway enumerator,
      OperatorContext context,
      Output<T> output) {
    super(context, output);
    this.source = source;
    this.enumerator = enumerator;
    this.readerOutput = new OutputOfReader<>(output);
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
      reader.addSplits(restored);
    }
  }

  /** Starts reading; called when all subtasks are ready. */
  public void start() throws Exception {
    enumerator.readerStarted();
    requireReader().start();
  }

  /** Lets the reader emit a few records. */
  public InputStatus poll() throws Exception {
    return requireReader().pollNext(readerOutput);
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
      requireReader().addSplits((List<S>) assigned);
    }
    if (noMoreSplits) {
      requireReader().notifyNoMoreSplits();
    }
  }

  public void handleEvent(SourceEvent event) throws Exception {
    requireReader().handleSourceEvents(event);
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

  private static final class OutputOfReader<T> implements ReaderOutput<T> {
    private final Output<T> output;

    OutputOfReader(Output<T> output) {
      this.output = output;
    }

    @Override
    public void collect(T record) {
      output.collect(record, Frame.NO_TIMESTAMP);
    }

    @Override
    public void collect(T record, long timestamp) {
      output.collect(record, timestamp);
    }
  }

  private final class ReaderContext implements SourceReaderContext {

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
