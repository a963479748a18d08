package dev.weir.protocol.alignment;

import dev.weir.protocol.Step;
import dev.weir.protocol.alignment.AlignmentEffect.Block;
import dev.weir.protocol.alignment.AlignmentEffect.TakeSnapshot;
import dev.weir.protocol.checkpoint.CheckpointBarrier;

/** Exactly once, no channel is held back. */
record Flowing(int channels, Settled settled) implements Alignment {

  @Override
  public Step<Alignment, AlignmentEffect> onBarrier(
      int channel, CheckpointBarrier barrier, long nowNanos) {
    long id = barrier.checkpointId();
    if (settled.contains(id)) {
      return Step.to(this);
    }
    if (channels == 1) {
      return Step.to(new Flowing(channels, settled.upTo(id)), new TakeSnapshot(barrier, nowNanos));
    }
    return Step.to(
        new Aligning(channels, barrier, ChannelSet.of(channel, channels), nowNanos, settled),
        new Block(channel));
  }

  @Override
  public Step<Alignment, AlignmentEffect> onAborted(long checkpointId) {
    return Step.to(new Flowing(channels, settled.plusAborted(checkpointId)));
  }
}
