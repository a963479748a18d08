package dev.weir.runtime.operators;

import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.OutputGate;

/** One input of an operator. Called on the thread of the subtask only. */
public abstract class Input<T> {

  /** A record of this input, with its timestamp or {@link Frame#NO_TIMESTAMP}. */
  public abstract void process(T record, long timestamp) throws Exception;

  /** A record of a keyed input, with the hash of its key as the sender computed it. */
  public void process(T record, long timestamp, int keyHash) throws Exception {
    process(record, timestamp);
  }

  /**
   * Processes the records of a frame from an index up to, not including, another, or until an
   * output channel has run out of credit. An implementation may loop itself, so that its own loop
   * stays monomorphic.
   *
   * @param to where the frame, or the records before its next watermark, end
   * @return the index of the first record that was not processed
   */
  public int processFrame(Frame frame, int from, int to, OutputGate outputs) throws Exception {
    int index = from;
    while (index < to) {
      @SuppressWarnings("unchecked") // the job graph connects outputs to inputs of their type
      T record = (T) frame.record(index);
      process(record, frame.timestamp(index));
      index++;
      if (!outputs.isAvailable()) {
        break;
      }
    }
    return index;
  }
}
