package dev.weir.testing.simulation;

import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import java.util.HashMap;
import java.util.Map;

/** Who is in office has its term in the log, and is the only one that ever had it. */
final class OfficeIsLogged implements Observer {

  private static final String NAME = "OfficeIsLogged";

  private record Term(String log, long number) {}

  private final Map<Term, String> elected = new HashMap<>();
  private final Map<Term, String> inOffice = new HashMap<>();

  @Override
  public void logged(String log, LogRecord record) {
    if (isElection(record)) {
      elected.put(new Term(log, record.term()), record.node());
    }
  }

  @Override
  public void unlogged(String log, LogRecord record) {
    if (isElection(record)) {
      elected.remove(new Term(log, record.term()));
    }
  }

  private static boolean isElection(LogRecord record) {
    return record.entry() instanceof LogEntry.LeaderElected
        || record.entry() instanceof LogEntry.RunStarted;
  }

  @Override
  public void tookOffice(String log, long number, String node) {
    Term term = new Term(log, number);
    String logged = elected.get(term);
    if (!node.equals(logged)) {
      throw new Violation(
          NAME,
          "%s takes office in term %d of %s, in which the log has %s"
              .formatted(node, number, log, logged == null ? "nobody" : logged));
    }
    String other = inOffice.put(term, node);
    if (other != null) {
      throw new Violation(
          NAME, "%s takes office in term %d, which %s had".formatted(node, number, other));
    }
  }
}
