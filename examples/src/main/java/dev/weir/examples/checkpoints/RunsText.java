package dev.weir.examples.checkpoints;

import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.state.spi.KeyedSnapshot;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** For people. */
final class RunsText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final PrintWriter out;

  RunsText(PrintWriter out) {
    this.out = out;
  }

  void list(String place, List<Run> runs) {
    if (runs.isEmpty()) {
      out.println("no checkpoints of any job in " + place);
    }
    for (Run run : runs) {
      out.printf(
          "%s, run %d: %s (term %d)%n", run.job(), run.number(), run.state(), run.history().term());
      if (run.checkpoints().isEmpty()) {
        out.println("  no checkpoint");
      } else {
        list(run.checkpoints());
      }
      run.damages().forEach(this::damage);
    }
  }

  private void list(List<StoredCheckpoint> checkpoints) {
    out.printf(
        "  %6s  %-16s  %-19s  %5s  %9s  %9s  %s%n",
        "id", "kind", "triggered", "files", "size", "new", "manifest");
    for (StoredCheckpoint checkpoint : checkpoints) {
      out.printf(
          "  %6d  %-16s  %-19s  %5d  %9s  %9s  %s%n",
          checkpoint.manifest().checkpointId(),
          kind(checkpoint),
          time(checkpoint),
          checkpoint.files().size(),
          size(checkpoint.bytes()),
          size(checkpoint.newBytes()),
          checkpoint.path());
    }
  }

  void show(StoredCheckpoint checkpoint) {
    out.printf(
        "%s %d of job %s, triggered %s%n",
        kind(checkpoint),
        checkpoint.manifest().checkpointId(),
        checkpoint.manifest().job(),
        time(checkpoint));
    out.printf("  manifest  %s%n", checkpoint.path());
    out.printf(
        "  files     %d with %s, of which %s were written for it%n",
        checkpoint.files().size(), size(checkpoint.bytes()), size(checkpoint.newBytes()));
    out.printf(
        "  %-20s  %-20s  %11s  %9s  %s%n",
        "uid", "operator", "parallelism", "keyed", "operator state");
    for (OperatorSnapshots operator : checkpoint.manifest().operators()) {
      out.printf(
          "  %-20s  %-20s  %11s  %9s  %s%n",
          operator.uid(),
          operator.name(),
          operator.parallelism() + " of " + operator.maxParallelism(),
          size(StoredCheckpoint.keyed(operator).mapToLong(KeyedSnapshot::fullBytes).sum()),
          elements(operator));
    }
  }

  private static String elements(OperatorSnapshots operator) {
    String lists =
        StoredCheckpoint.elements(operator).entrySet().stream()
            .map(state -> state.getKey() + ": " + state.getValue())
            .collect(Collectors.joining(", "));
    return operator.allEnded() ? (lists + " (ended)").strip() : lists;
  }

  void verification(String place, Verification found) {
    out.printf(
        "%s: %d runs, %d log entries, %d manifests, %d files with %s%n",
        place,
        found.runs(),
        found.logEntries(),
        found.manifests(),
        found.files(),
        size(found.bytes()));
    found.damages().forEach(this::damage);
    out.println(
        found.damages().isEmpty()
            ? "everything is as it was written"
            : found.damages().size() + " damaged");
  }

  private void damage(Damage damage) {
    out.printf("  DAMAGED %s: %s%n", damage.file(), damage.what());
  }

  private static String kind(StoredCheckpoint checkpoint) {
    return checkpoint.manifest().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String time(StoredCheckpoint checkpoint) {
    return TIME.format(Instant.ofEpochMilli(checkpoint.manifest().timestamp()));
  }

  /** With at most four digits, as in 17.3 MB. */
  static String size(long bytes) {
    if (bytes < 1_024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 1_024) {
      value /= 1_024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %cB", value, "KMGTP".charAt(unit));
  }
}
