package dev.weir.protocol.log;

import dev.weir.protocol.log.LogAppend.Appended;
import dev.weir.protocol.log.LogAppend.Confirmation;
import dev.weir.protocol.log.LogAppend.PutOutcome;
import java.util.Optional;

/** Appends entries to a log to which nobody else appends. */
public final class LoggedEntries {

  private LoggedEntries() {}

  public static LoggedEntry append(Optional<LogRecord> last, long term, LogEntry entry) {
    LogAppend put = LogAppend.begin(last, term, "node-1", entry).next();
    LogAppend confirming = put.onPut(PutOutcome.CREATED).next();
    long number = last.map(LogRecord::number).orElse(0L) + 1;
    Appended appended = (Appended) confirming.onConfirmation(new Confirmation(last, number)).next();
    return appended.logged();
  }
}
