package dev.weir.runtime.channel;

import dev.weir.protocol.checkpoint.CheckpointBarrier;

/** A checkpoint barrier on its way through one channel. */
public record BarrierMessage(long attempt, int channel, long sequence, CheckpointBarrier barrier)
    implements ChannelMessage {}
