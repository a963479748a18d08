package dev.weir.api.sink;

import java.util.List;

/** A writer with state in the checkpoint. */
public interface StatefulSinkWriter<InputT, WriterStateT> extends SinkWriter<InputT> {

  /** Returns the state; the result must not change later. */
  List<WriterStateT> snapshotState(long checkpointId) throws Exception;
}
