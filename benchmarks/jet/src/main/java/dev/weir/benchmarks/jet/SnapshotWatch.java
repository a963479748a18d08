package dev.weir.benchmarks.jet;

import dev.weir.benchmarks.cell.Measurement;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long snapshots took from the log: Jet tells it nowhere else. */
final class SnapshotWatch extends Handler implements AutoCloseable {

  private static final Pattern COMPLETED =
      Pattern.compile("Snapshot (\\d+) phase 1 .* completed with status SUCCESS in (\\d+)ms");

  /** Kept, because the log manager itself does not. */
  private static final Logger LOGGER =
      Logger.getLogger("com.hazelcast.jet.impl.MasterSnapshotContext");

  private final Measurement measurement;

  private SnapshotWatch(Measurement measurement) {
    this.measurement = measurement;
  }

  static SnapshotWatch start(Measurement measurement) {
    SnapshotWatch watch = new SnapshotWatch(measurement);
    LOGGER.setLevel(Level.FINE);
    LOGGER.addHandler(watch);
    return watch;
  }

  @Override
  public void publish(LogRecord record) {
    Matcher completed = COMPLETED.matcher(record.getMessage());
    if (completed.find()) {
      measurement.checkpoint(
          Long.parseLong(completed.group(1)), Long.parseLong(completed.group(2)));
    }
  }

  @Override
  public void flush() {
    // nothing is kept back
  }

  @Override
  public void close() {
    LOGGER.removeHandler(this);
  }
}
