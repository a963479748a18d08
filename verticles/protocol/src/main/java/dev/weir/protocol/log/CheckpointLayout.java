package dev.weir.protocol.log;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.SubtaskId;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where everything lies, relative to the storage root:
 *
 * <pre>
 * wordcount/run-000001/log/0000000001            an entry of the log
 * wordcount/run-000001/chk-17-t1/manifest        the manifest of checkpoint 17 of term 1
 * wordcount/run-000001/chk-17-t1/map-3-...       snapshot files that only checkpoint 17 names
 * wordcount/run-000001/shared/...                snapshot files that several manifests may name
 * wordcount/run-000001/history/...               what has happened, for display
 * wordcount/savepoints/run-000001-sp-18-t1/manifest
 * </pre>
 *
 * <p>The term is in the name of a checkpoint's directory so that a deposed coordinator, which may
 * use the same ids for a while, neither writes into nor removes what belongs to its successor.
 *
 * @param job one path segment
 * @param run from 1; a job that is started again starts a new run
 */
public record CheckpointLayout(String job, long run) {

  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern RUN = Pattern.compile("run-(\\d{6,18})");
  private static final Pattern ENTRY = Pattern.compile("\\d{10,18}");
  private static final Pattern NOT_SEGMENT = Pattern.compile("[^A-Za-z0-9._-]+");

  public CheckpointLayout {
    requireNonNull(job, "job is null");
    if (!SEGMENT.matcher(job).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" cannot be a directory of checkpoints, expected letters, digits, '.', '_', '-'"
              .formatted(job));
    }
    if (run < 1) {
      throw new IllegalArgumentException("runs of " + job + " start at 1, found " + run);
    }
  }

  /** A directory name for a job of any name: what cannot stand in a path becomes a dash. */
  public static String directoryNameOf(String jobName) {
    String name = NOT_SEGMENT.matcher(jobName.strip()).replaceAll("-");
    return SEGMENT.matcher(name).matches() ? name : "job-" + name;
  }

  /**
   * The number of a run, from the name of its directory; empty if the name is of something else.
   */
  public static OptionalLong runNumber(String name) {
    Matcher matcher = RUN.matcher(name);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /** The number of an entry, from the name of its file; empty if the name is of something else. */
  public static OptionalLong entryNumber(String name) {
    return ENTRY.matcher(name).matches()
        ? OptionalLong.of(Long.parseLong(name))
        : OptionalLong.empty();
  }

  public String runDirectory() {
    return job + "/" + runName();
  }

  private String runName() {
    return "run-%06d".formatted(run);
  }

  public String logDirectory() {
    return runDirectory() + "/log";
  }

  public String logEntry(long number) {
    return logDirectory() + "/%010d".formatted(number);
  }

  /** Snapshot files that later checkpoints may name too. */
  public String sharedDirectory() {
    return runDirectory() + "/shared";
  }

  /** What has happened in the run, for display; nothing depends on it. */
  public String historyDirectory() {
    return runDirectory() + "/history";
  }

  /** Everything that belongs to one checkpoint alone. */
  public String checkpointDirectory(long term, long checkpointId) {
    return runDirectory() + "/chk-%d-t%d".formatted(checkpointId, term);
  }

  /** Savepoints of all runs for which the user named no directory. */
  public String savepointsDirectory() {
    return job + "/savepoints";
  }

  /** Whether a directory among those of all savepoints is of this run. */
  public boolean isOfThisRun(String savepointName) {
    return savepointName.startsWith(runName() + "-sp-");
  }

  /** Everything of one savepoint, where the user named no directory. */
  public String savepointDirectory(long term, long checkpointId) {
    return savepointDirectory(savepointsDirectory(), term, checkpointId);
  }

  /** Everything of one savepoint, below a directory that the user named. */
  public String savepointDirectory(String parent, long term, long checkpointId) {
    return parent + "/" + runName() + "-sp-%d-t%d".formatted(checkpointId, term);
  }

  /** The manifest of the checkpoint or savepoint in a directory. */
  public static String manifest(String directory) {
    return directory + "/manifest";
  }

  /** The start of the names of a subtask's own files in a checkpoint's directory. */
  public static String snapshotPrefix(String directory, SubtaskId subtask, String operatorUid) {
    return directory
        + "/"
        + NOT_SEGMENT.matcher(operatorUid).replaceAll("-")
        + "-"
        + subtask.index();
  }
}
