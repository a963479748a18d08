package dev.weir.testing.simulation;

import dev.weir.protocol.checkpoint.CheckpointBarrier;
import java.util.List;

/** What passes through a channel. */
sealed interface Message {

  /** A batch of records; the only message that needs credit. */
  record Frame(List<Item> items) implements Message {
    @Override
    public String toString() {
      return "a frame of records " + items;
    }
  }

  /** See {@link CheckpointBarrier}. */
  record Barrier(CheckpointBarrier barrier) implements Message {
    @Override
    public String toString() {
      return "barrier " + barrier.checkpointId();
    }
  }

  /** No more records come; barriers still may. */
  record EndOfInput() implements Message {
    @Override
    public String toString() {
      return "the end of an input";
    }
  }

  /**
   * From an enumerator to a reader.
   *
   * @param noMore whether these are the last
   */
  record Splits(List<Integer> splits, boolean noMore) implements Message {
    @Override
    public String toString() {
      return "the assignment of splits " + splits;
    }
  }

  /** From an enumerator to a reader: end where you are. */
  record EndSource() implements Message {
    @Override
    public String toString() {
      return "the command to end a reader";
    }
  }
}
