package dev.weir.runtime.subtask;

import dev.weir.protocol.ErrorDomain;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.RetryHint;
import dev.weir.protocol.restore.RestoreRefusedException;
import dev.weir.runtime.channel.ChannelBrokenException;
import dev.weir.runtime.link.LinkBrokenException;
import dev.weir.runtime.operators.ChainedOperatorException;
import dev.weir.runtime.wire.MalformedMessageException;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.IncompatibleStateException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Turns what was thrown into what is reported: who can mend it, and whether to try again. */
public final class FailureCauses {

  private FailureCauses() {}

  public static FailureCause of(Throwable thrown) {
    Throwable cause = ChainedOperatorException.unwrap(thrown);
    return new FailureCause(domain(cause), retry(cause), cause.toString(), stackTrace(cause));
  }

  private static ErrorDomain domain(Throwable cause) {
    if (cause instanceof IOException || cause instanceof CorruptStateException) {
      return ErrorDomain.EXTERNAL;
    }
    if (cause instanceof ChannelBrokenException
        || cause instanceof LinkBrokenException
        || cause instanceof MalformedMessageException
        || cause instanceof UnreachableSubtaskException) {
      return ErrorDomain.INTERNAL;
    }
    return ErrorDomain.USER;
  }

  private static RetryHint retry(Throwable cause) {
    return cause instanceof IncompatibleStateException
            || cause instanceof CorruptStateException
            || cause instanceof RestoreRefusedException
        ? RetryHint.NO_RETRY
        : RetryHint.RETRY;
  }

  private static String stackTrace(Throwable cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
