package dev.weir.api.functions;

/**
 * A function with a life: it is opened before the first record, closed after the last, and knows
 * the context it runs in.
 *
 * <p>Order of calls on each subtask, all on the subtask's thread: {@link #setRuntimeContext}, then
 * {@link CheckpointedFunction#initializeState} if implemented, then {@link #open}, then records,
 * then {@link #close}. {@code close} is called also after a failure, and when {@code open} failed.
 */
public interface RichFunction extends Function {

  /** Called once before any record. State handles are usually obtained here. */
  void open(OpenContext openContext) throws Exception;

  /** Called once at the end, after success, failure and cancellation alike. */
  void close() throws Exception;

  /** Returns the context; fails before the engine has set it. */
  RuntimeContext getRuntimeContext();

  /** Called by the engine before all other methods. */
  void setRuntimeContext(RuntimeContext context);
}
