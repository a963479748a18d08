package dev.weir.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Section {@code channel}; what each option means stands in {@code reference.yaml}.
 *
 * @param frameRecords from 1 to 65536
 * @param flushInterval may be 0: frames are sent after every turn of a subtask
 * @param credits at least 1
 */
public record ChannelOptions(int frameRecords, Duration flushInterval, int credits, Remote remote) {

  public ChannelOptions {
    Require.between("channel.frame-records", frameRecords, 1, 1 << 16);
    Require.atLeast("channel.flush-interval", flushInterval, Duration.ZERO);
    Require.atLeast("channel.credits", credits, 1);
    requireNonNull(remote, "remote is null");
  }

  /**
   * Channels between two nodes.
   *
   * @param frameSizeBytes from 1 KB to 1 MB
   * @param credits at least 1
   * @param acknowledgementTimeout at least 100 ms
   */
  public record Remote(long frameSizeBytes, int credits, Duration acknowledgementTimeout) {

    private static final long LEAST_FRAME = 1L << 10;
    private static final long LARGEST_FRAME = 1L << 20;
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);

    public Remote {
      Require.that(
          frameSizeBytes >= LEAST_FRAME && frameSizeBytes <= LARGEST_FRAME,
          "channel.remote.frame-size",
          frameSizeBytes,
          "from 1kb to 1mb");
      Require.atLeast("channel.remote.credits", credits, 1);
      Require.atLeast(
          "channel.remote.acknowledgement-timeout", acknowledgementTimeout, LEAST_TIMEOUT);
    }

    static Remote of(Section remote) {
      return new Remote(
          remote.bytes("frame-size"),
          remote.integer("credits"),
          remote.duration("acknowledgement-timeout"));
    }
  }

  static ChannelOptions of(Section channel) {
    return new ChannelOptions(
        channel.integer("frame-records"),
        channel.duration("flush-interval"),
        channel.integer("credits"),
        Remote.of(channel.section("remote")));
  }
}
