package dev.weir.protocol.alignment;

import dev.weir.protocol.Step;
import dev.weir.protocol.alignment.AlignmentEffect.AlignmentGivenUp;
import dev.weir.protocol.alignment.AlignmentEffect.Block;
import dev.weir.protocol.alignment.AlignmentEffect.TakeSnapshot;
import dev.weir.protocol.alignment.AlignmentEffect.UnblockAll;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import java.util.List;

/**
 * Exactly once, some barriers have come and their channels are held back.
 *
 * @param arrived the channels held back; not empty, not all
 * @param startedNanos when the first of them came
 * @param settled contains neither this checkpoint nor all before it
 */
record Aligning(
    int channels, CheckpointBarrier barrier, ChannelSet arrived, long startedNanos, Settled settled)
    implements Alignment {

  @Override
  public Step<Alignment, AlignmentEffect> onBarrier(
      int channel, CheckpointBarrier arriving, long nowNanos) {
    long id = arriving.checkpointId();
    long current = barrier.checkpointId();
    if (id < current || settled.contains(id)) {
      return Step.to(this);
    }
    if (id > current) {
      return supersede(channel, arriving, nowNanos);
    }
    if (arrived.contains(channel)) {
      throw new IllegalStateException(
          "channel %d brought barrier %d twice; arrived so far: %s"
              .formatted(channel, id, arrived));
    }
    if (arrived.size() + 1 == channels) {
      return Step.to(
          new Flowing(channels, settled.upTo(id)),
          new TakeSnapshot(barrier, startedNanos),
          new UnblockAll());
    }
    return Step.to(
        new Aligning(channels, barrier, arrived.plus(channel), startedNanos, settled),
        new Block(channel));
  }

  private Step<Alignment, AlignmentEffect> supersede(
      int channel, CheckpointBarrier newer, long nowNanos) {
    long givenUp = barrier.checkpointId();
    return new Step<>(
        new Aligning(
            channels, newer, ChannelSet.of(channel, channels), nowNanos, settled.upTo(givenUp)),
        List.of(new AlignmentGivenUp(givenUp), new UnblockAll(), new Block(channel)));
  }

  @Override
  public Step<Alignment, AlignmentEffect> onAborted(long checkpointId) {
    if (checkpointId == barrier.checkpointId()) {
      return Step.to(new Flowing(channels, settled.upTo(checkpointId)), new UnblockAll());
    }
    return Step.to(
        new Aligning(channels, barrier, arrived, startedNanos, settled.plusAborted(checkpointId)));
  }
}
