package dev.weir.runtime.partition;

import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.operators.Output;

/** An output into channels. Records go where the partitioning says, watermarks into all of them. */
abstract class ChannelsOutput<T> extends Output<T> {

  private final OutputChannel[] all;

  /**
   * @param all every channel of the edge, each once
   */
  ChannelsOutput(OutputChannel[] all) {
    this.all = all;
  }

  @Override
  public final void emitWatermark(long watermark) {
    mark(watermark);
  }

  @Override
  public final void emitIdle(boolean idle) {
    mark(idle ? Frame.IDLE : Frame.ACTIVE);
  }

  private void mark(long mark) {
    for (OutputChannel channel : all) {
      channel.writeMark(mark);
    }
  }
}
