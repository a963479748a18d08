package dev.weir.runtime.subtask;

import dev.weir.protocol.SubtaskId;
import java.io.Serial;

/** The event bus has no receiver for a subtask that should be there. */
final class UnreachableSubtaskException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  UnreachableSubtaskException(SubtaskId sender, SubtaskId receiver, Throwable cause) {
    super("no message reaches %s from %s: %s".formatted(receiver, sender, cause), cause);
  }
}
