package dev.weir.config;

import java.time.Duration;

/**
 * Section {@code channel}; what each option means stands in {@code reference.yaml}.
 *
 * @param frameRecords from 1 to 65536
 * @param flushInterval may be 0: frames are sent after every turn of a subtask
 * @param credits at least 1
 */
public record ChannelOptions(int frameRecords, Duration flushInterval, int credits) {

  public ChannelOptions {
    Require.between("channel.frame-records", frameRecords, 1, 1 << 16);
    Require.atLeast("channel.flush-interval", flushInterval, Duration.ZERO);
    Require.atLeast("channel.credits", credits, 1);
  }

  static ChannelOptions of(Section channel) {
    return new ChannelOptions(
        channel.integer("frame-records"),
        channel.duration("flush-interval"),
        channel.integer("credits"));
  }
}
