package dev.weir.api;

import dev.weir.api.functions.AbstractRichFunction;
import dev.weir.api.functions.CheckpointListener;
import dev.weir.api.functions.CheckpointedFunction;
import dev.weir.api.functions.Function;
import dev.weir.api.functions.FunctionInitializationContext;
import dev.weir.api.functions.FunctionSnapshotContext;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichFunction;
import dev.weir.api.functions.RuntimeContext;

/** Stands for a function of the program in another role, and gives it its life and its state. */
abstract class FunctionWrapper<F extends Function> extends AbstractRichFunction
    implements CheckpointedFunction, CheckpointListener {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // functions are serializable
  final F wrapped;

  FunctionWrapper(F wrapped) {
    this.wrapped = wrapped;
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    if (wrapped instanceof RichFunction rich) {
      rich.setRuntimeContext(context);
    }
  }

  @Override
  public void open(OpenContext openContext) throws Exception {
    if (wrapped instanceof RichFunction rich) {
      rich.open(openContext);
    }
  }

  @Override
  public void close() throws Exception {
    if (wrapped instanceof RichFunction rich) {
      rich.close();
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    if (wrapped instanceof CheckpointedFunction checkpointed) {
      checkpointed.initializeState(context);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    if (wrapped instanceof CheckpointedFunction checkpointed) {
      checkpointed.snapshotState(context);
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    if (wrapped instanceof CheckpointListener listener) {
      listener.notifyCheckpointComplete(checkpointId);
    }
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    if (wrapped instanceof CheckpointListener listener) {
      listener.notifyCheckpointAborted(checkpointId);
    }
  }
}
