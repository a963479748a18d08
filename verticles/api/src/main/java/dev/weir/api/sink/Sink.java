package dev.weir.api.sink;

import java.io.Serializable;

/**
 * Where records go. A plain sink is at-least-once if its writer's {@code flush} is; a sink that
 * implements {@link SupportsCommitter} can be exactly-once by two phases; one that implements
 * {@link SupportsWriterState} keeps state in the checkpoint.
 *
 * <p>A sink is a factory: one instance serves all subtasks of a process and its methods may be
 * called from several threads, so it must be immutable; writers must not share anything that
 * changes, unless it is thread-safe. The engine does not copy it.
 *
 * @param <InputT> the type of the records
 */
public interface Sink<InputT> extends Serializable {

  /**
   * Makes the writer of one subtask of a job that starts from the beginning, or of a sink without
   * writer state. Called on the thread of the subtask.
   */
  SinkWriter<InputT> createWriter(WriterInitContext context) throws Exception;
}
