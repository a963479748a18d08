package dev.weir.runtime.channel;

import java.io.Serial;

/**
 * A message was lost, repeated or damaged on a channel, or its receiver went silent. The attempt
 * fails; a restore makes it good.
 */
public final class ChannelBrokenException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private ChannelBrokenException(String message) {
    super(message);
  }

  private ChannelBrokenException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Another message came than the one that should come next. */
  public static ChannelBrokenException outOfOrder(int inputChannel, long expected, long found) {
    return new ChannelBrokenException(
        "input channel %d expected message %d, found %d: %s"
            .formatted(
                inputChannel,
                expected,
                found,
                found > expected ? "messages were lost" : "a message was repeated"));
  }

  /** The sender says that it has sent more than has come. */
  public static ChannelBrokenException tailLost(int inputChannel, long received, long sent) {
    return new ChannelBrokenException(
        "input channel %d expected messages up to %d, which were sent, found %d: %s"
            .formatted(inputChannel, sent, received, "the last messages were lost"));
  }

  /** The receiver does not say that it has what was sent, although it is asked. */
  public static ChannelBrokenException silent(int outputChannel, long sent, long acknowledged) {
    return new ChannelBrokenException(
        "output channel %d expected an acknowledgement of message %d, found none after %d: %s"
            .formatted(outputChannel, sent, acknowledged, "its receiver does not answer"));
  }

  /** What came cannot be read. */
  public static ChannelBrokenException damaged(int inputChannel, RuntimeException cause) {
    return new ChannelBrokenException(
        "input channel %d got bytes that are no message of it: %s"
            .formatted(inputChannel, cause.getMessage()),
        cause);
  }
}
