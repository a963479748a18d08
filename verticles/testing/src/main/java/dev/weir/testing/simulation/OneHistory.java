package dev.weir.testing.simulation;

import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The log of a run is one history: entries follow each other without a gap, terms rise, one node
 * writes in a term, nothing follows the end. No run begins before all others have ended. What a
 * coordinator believes to be in the log is there.
 */
final class OneHistory implements Observer {

  private static final String NAME = "OneHistory";

  private final Map<String, TreeMap<Long, LogRecord>> logs = new HashMap<>();
  private final Set<String> running = new TreeSet<>();

  private TreeMap<Long, LogRecord> log(String name) {
    return logs.computeIfAbsent(name, n -> new TreeMap<>());
  }

  @Override
  public void logged(String log, LogRecord record) {
    TreeMap<Long, LogRecord> entries = log(log);
    Map.Entry<Long, LogRecord> lastEntry = entries.lastEntry();
    entries.put(record.number(), record);
    if (record.entry() instanceof LogEntry.JobEnded) {
      running.remove(log);
    }
    if (lastEntry == null) {
      require(record.number() == 1, "the first entry of %s is %s", log, record);
      require(record.entry() instanceof LogEntry.RunStarted, "%s begins with %s", log, record);
      require(running.isEmpty(), "%s begins, but %s has not ended", log, running);
      running.add(log);
      return;
    }
    LogRecord last = lastEntry.getValue();
    require(record.number() == last.number() + 1, "%s stands after %s", record, last);
    require(record.follows().equals(last.identity()), "%s does not follow %s", record, last);
    require(!(last.entry() instanceof LogEntry.JobEnded), "%s stands after the end", record);
    boolean elected = record.entry() instanceof LogEntry.LeaderElected;
    require(
        elected ? record.term() > last.term() : record.term() == last.term(),
        "%s stands after %s",
        record,
        last);
    require(elected || record.node().equals(last.node()), "%s stands after %s", record, last);
  }

  @Override
  public void unlogged(String log, LogRecord record) {
    log(log).remove(record.number());
    if (record.entry() instanceof LogEntry.RunStarted) {
      running.remove(log);
    }
  }

  @Override
  public void proven(String log, LogRecord record) {
    require(
        record.equals(log(log).get(record.number())),
        "%s is believed to be in the log, but there is %s",
        record,
        String.valueOf(log(log).get(record.number())));
  }

  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new Violation(NAME, message.formatted(values));
    }
  }
}
