package dev.weir.runtime.operators;

import dev.weir.api.functions.CheckpointListener;
import dev.weir.api.functions.CheckpointedFunction;
import dev.weir.api.functions.Function;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichFunction;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.state.FunctionContext;
import org.jspecify.annotations.Nullable;

/** An operator around a user function: gives the function its life and its state. */
public abstract class FunctionOperator<F extends Function, OUT> extends Operator<OUT> {

  private static final OpenContext OPEN_CONTEXT = new OpenContext() {};

  protected final F function;

  /**
   * @param function as it is in the graph; this operator works on a copy
   */
  protected FunctionOperator(F function, OperatorContext context, Output<OUT> output) {
    super(context, output);
    this.function = FunctionCopy.of(function);
  }

  @Override
  public void initializeState() throws Exception {
    FunctionContext functionContext = new FunctionContext(context);
    if (function instanceof RichFunction rich) {
      rich.setRuntimeContext(functionContext);
    }
    if (function instanceof CheckpointedFunction checkpointed) {
      checkpointed.initializeState(functionContext);
    }
  }

  @Override
  public void open() throws Exception {
    if (function instanceof RichFunction rich) {
      rich.open(OPEN_CONTEXT);
    }
  }

  @Override
  public void snapshotState(CheckpointBarrier barrier) throws Exception {
    if (function instanceof CheckpointedFunction checkpointed) {
      checkpointed.snapshotState(new SnapshotContext(barrier));
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    if (function instanceof CheckpointListener listener) {
      listener.notifyCheckpointComplete(checkpointId);
    }
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    if (function instanceof CheckpointListener listener) {
      listener.notifyCheckpointAborted(checkpointId);
    }
  }

  @Override
  public void close() throws Exception {
    if (function instanceof RichFunction rich) {
      rich.close();
    }
  }

  /** A timestamp as user code sees it. */
  static @Nullable Long boxed(long timestamp) {
    return timestamp == Frame.NO_TIMESTAMP ? null : timestamp;
  }
}
