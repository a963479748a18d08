package dev.weir.runtime.operators;

import dev.weir.api.functions.CheckpointListener;
import dev.weir.api.sink.CommittingSinkWriter;
import dev.weir.api.sink.Sink;
import dev.weir.api.sink.SinkWriter;
import dev.weir.api.sink.StatefulSinkWriter;
import dev.weir.api.sink.SupportsCommitter;
import dev.weir.api.sink.SupportsWriterState;
import dev.weir.api.sink.WriterInitContext;
import dev.weir.api.time.Watermark;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.manifest.OperatorListState.Mode;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.state.VersionedElementSerializer;
import dev.weir.state.ListState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a sink, in two phases where the sink supports it.
 *
 * <p>What a crash does, line by line: before the barrier the output is uncommitted and the writer
 * of the next attempt discards it; committables are in the snapshot from the barrier on, so once
 * the checkpoint is logged they are committed either by its notification or, after a crash, when
 * the snapshot is restored; a crash after a commit repeats that commit, which is idempotent.
 */
final class SinkOperator<T> extends Operator<Object> {

  private final Sink<T> sink;
  private final @Nullable CommitterSide<?> committer;
  private @Nullable SinkWriter<T> writer;
  private @Nullable WriterStateSide<T, ?> writerState;

  SinkOperator(Sink<T> sink, OperatorContext context, Output<Object> output) {
    super(context, output);
    this.sink = sink;
    this.committer =
        sink instanceof SupportsCommitter<?> supports ? new CommitterSide<>(supports) : null;
  }

  @Override
  public void initializeState() throws Exception {
    WriterInitContext init = new SinkContexts.OfWriter(context);
    if (committer != null) {
      committer.restore(new SinkContexts.OfCommitter(context), context.operatorState());
    }
    if (sink instanceof SupportsWriterState<?, ?>) {
      @SuppressWarnings("unchecked") // a sink's writers take the records of the sink
      SupportsWriterState<T, ?> supports = (SupportsWriterState<T, ?>) sink;
      writerState = WriterStateSide.restore(supports, init, context);
      writer = writerState.writer();
    } else {
      writer = sink.createWriter(init);
    }
  }

  @Override
  public void open() throws Exception {
    if (committer != null) {
      committer.commitRestored();
    }
  }

  @Override
  public Input<T> input(int index) {
    ElementContext elementContext = new ElementContext();
    return new Input<>() {
      @Override
      public void process(T record, long timestamp) throws Exception {
        elementContext.timestamp = timestamp;
        requireWriter().write(record, elementContext);
      }
    };
  }

  @Override
  public void processWatermark(long watermark) throws Exception {
    super.processWatermark(watermark);
    requireWriter().writeWatermark(new Watermark(watermark));
  }

  @Override
  public void prepareSnapshot(CheckpointBarrier barrier) throws Exception {
    SinkWriter<T> target = requireWriter();
    target.flush(false);
    if (committer != null && target instanceof CommittingSinkWriter<?, ?> committing) {
      committer.collect(barrier.checkpointId(), committing);
    }
  }

  @Override
  public void snapshotState(CheckpointBarrier barrier) throws Exception {
    if (writerState != null) {
      writerState.snapshot(barrier.checkpointId());
    }
    if (committer != null) {
      committer.snapshot();
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    if (committer != null) {
      committer.commitUpTo(checkpointId);
    }
    if (writer instanceof CheckpointListener listener) {
      listener.notifyCheckpointComplete(checkpointId);
    }
  }

  @Override
  public void endInput(int index) throws Exception {
    requireWriter().flush(true);
  }

  @Override
  public void close() throws Exception {
    try {
      if (writer != null) {
        writer.close();
      }
    } finally {
      if (committer != null) {
        committer.close();
      }
    }
  }

  private SinkWriter<T> requireWriter() {
    if (writer == null) {
      throw new IllegalStateException("the sink has no writer before its state is initialised");
    }
    return writer;
  }

  /** The writer's state in the operator's state. */
  private record WriterStateSide<T, S>(StatefulSinkWriter<T, S> writer, ListState<S> state) {

    static <T, S> WriterStateSide<T, S> restore(
        SupportsWriterState<T, S> sink, WriterInitContext init, OperatorContext context)
        throws Exception {
      ListState<S> state =
          context
              .operatorState()
              .list(
                  "writer",
                  Mode.SPLIT,
                  new VersionedElementSerializer<>(
                      "writer state", sink.getWriterStateSerializer()));
      List<S> recovered = new ArrayList<>();
      state.get().forEach(recovered::add);
      return new WriterStateSide<>(sink.restoreWriter(init, recovered), state);
    }

    void snapshot(long checkpointId) throws Exception {
      state.update(writer.snapshotState(checkpointId));
    }
  }

  private final class ElementContext implements SinkWriter.Context {
    private long timestamp = Frame.NO_TIMESTAMP;

    @Override
    public long currentWatermark() {
      return time.currentWatermark();
    }

    @Override
    public @Nullable Long timestamp() {
      return FunctionOperator.boxed(timestamp);
    }
  }
}
