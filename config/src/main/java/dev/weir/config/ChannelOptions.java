package dev.weir.config;

/**
 * Section {@code channel}; what each option means stands in {@code reference.yaml}.
 *
 * @param frameRecords from 1 to 65536
 * @param credits at least 1
 */
public record ChannelOptions(int frameRecords, int credits) {

  public ChannelOptions {
    Require.between("channel.frame-records", frameRecords, 1, 1 << 16);
    Require.atLeast("channel.credits", credits, 1);
  }

  static ChannelOptions of(Section channel) {
    return new ChannelOptions(channel.integer("frame-records"), channel.integer("credits"));
  }
}
