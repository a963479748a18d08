package dev.weir.protocol.alignment;

import dev.weir.protocol.checkpoint.CheckpointBarrier;

/** What a subtask has to do about a barrier. */
public sealed interface AlignmentEffect {

  void applyTo(Handler handler);

  /** Whoever carries the effects out: one method for each. */
  interface Handler {
    void block(Block effect);

    void unblockAll(UnblockAll effect);

    void takeSnapshot(TakeSnapshot effect);

    void alignmentGivenUp(AlignmentGivenUp effect);
  }

  /** Process nothing more of this channel and return no credits for it. */
  record Block(int channel) implements AlignmentEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.block(this);
    }
  }

  /** Process all channels again, first what waited longest. */
  record UnblockAll() implements AlignmentEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.unblockAll(this);
    }
  }

  /**
   * Put the barrier into all output channels, then take the snapshot, before anything else is
   * processed.
   *
   * @param startedNanos when the first barrier of this checkpoint came
   */
  record TakeSnapshot(CheckpointBarrier barrier, long startedNanos) implements AlignmentEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.takeSnapshot(this);
    }
  }

  /** There will be no snapshot for this checkpoint: decline it. */
  record AlignmentGivenUp(long checkpointId) implements AlignmentEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.alignmentGivenUp(this);
    }
  }
}
