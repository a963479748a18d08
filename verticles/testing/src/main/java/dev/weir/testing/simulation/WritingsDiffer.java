package dev.weir.testing.simulation;

import dev.weir.protocol.log.LogRecord;
import java.util.HashMap;
import java.util.Map;

/**
 * No two entries are written under one identity: by it the entry above tells whether it follows
 * what stands below.
 */
final class WritingsDiffer implements Observer {

  private final Map<String, LogRecord> writings = new HashMap<>();

  @Override
  public void writing(String log, LogRecord record) {
    LogRecord before = writings.putIfAbsent(log + " " + record.identity(), record);
    if (before != null && !before.equals(record)) {
      throw new Violation("WritingsDiffer", "%s is written after %s".formatted(record, before));
    }
  }
}
