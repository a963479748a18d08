package dev.weir.api.sink;

import dev.weir.api.source.SimpleVersionedSerializer;
import java.util.Collection;

/**
 * A {@link Sink} whose writers keep state in the checkpoint.
 *
 * @param <InputT> the type of the records
 * @param <WriterStateT> the type of one piece of state
 */
public interface SupportsWriterState<InputT, WriterStateT> {

  /**
   * Makes the writer of one subtask of a job that starts from a checkpoint. Called in place of
   * {@link Sink#createWriter}.
   *
   * @param recoveredState the pieces of state dealt out to this subtask: none, its own, or those of
   *     others when the parallelism has changed
   */
  StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
      WriterInitContext context, Collection<WriterStateT> recoveredState) throws Exception;

  /** Writes pieces of state. */
  SimpleVersionedSerializer<WriterStateT> getWriterStateSerializer();
}
