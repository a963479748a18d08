package dev.weir.runtime.channel;

import java.io.Serial;

/** A message was lost or repeated on a channel. The attempt fails; a restore makes it good. */
public final class ChannelBrokenException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  ChannelBrokenException(int channel, long expected, long found) {
    super(
        "input channel "
            + channel
            + " expected message "
            + expected
            + ", found "
            + found
            + (found > expected ? ": messages were lost" : ": a message was repeated"));
  }
}
