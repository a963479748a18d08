package dev.weir.testing.simulation;

import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import java.util.HashMap;
import java.util.Map;

/** Ids rise: of what is triggered in a term, and of the checkpoints in the log. */
final class CheckpointIdsRise implements Observer {

  private static final String NAME = "CheckpointIdsRise";

  private final Map<String, Long> lastLogged = new HashMap<>();
  private final Map<String, Long> beforeThat = new HashMap<>();
  private final Map<String, Long> lastTriggered = new HashMap<>();

  @Override
  public void triggered(String log, long term, CheckpointBarrier barrier) {
    Long last = lastTriggered.put(log + term, barrier.checkpointId());
    if (last != null && barrier.checkpointId() <= last) {
      throw new Violation(
          NAME, "checkpoint %d is triggered after %d".formatted(barrier.checkpointId(), last));
    }
  }

  @Override
  public void logged(String log, LogRecord record) {
    if (record.entry() instanceof LogEntry.CheckpointCompleted completed) {
      Long last = lastLogged.put(log, completed.checkpointId());
      if (last != null) {
        beforeThat.put(log, last);
      }
      if (last != null && completed.checkpointId() <= last) {
        throw new Violation(NAME, "%s stands after checkpoint %d".formatted(record, last));
      }
    }
  }

  @Override
  public void unlogged(String log, LogRecord record) {
    if (record.entry() instanceof LogEntry.CheckpointCompleted) {
      Long before = beforeThat.get(log);
      if (before == null) {
        lastLogged.remove(log);
      } else {
        lastLogged.put(log, before);
      }
    }
  }
}
