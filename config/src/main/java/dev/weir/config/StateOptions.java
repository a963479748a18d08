package dev.weir.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Section {@code state}; what each option means stands in {@code reference.yaml}.
 *
 * @param backend the name of a state backend; whether there is one of that name shows when the job
 *     starts
 * @param localDir for working files
 */
public record StateOptions(String backend, Path localDir, RocksDb rocksdb) {

  private static final Pattern BACKEND_NAME = Pattern.compile("[a-z][a-z0-9-]*");

  public StateOptions {
    Require.notBlank("state.local-dir", localDir.toString(), "a directory or auto");
    requireNonNull(rocksdb, "rocksdb is null");
    Require.that(
        BACKEND_NAME.matcher(backend).matches(),
        "state.backend",
        backend,
        "the name of a backend such as heap or rocksdb");
  }

  /**
   * @param memoryBytes for block caches and write buffers of the whole process; at least 16 MB
   */
  public record RocksDb(long memoryBytes) {

    private static final long LEAST = 16L << 20;

    public RocksDb {
      Require.that(memoryBytes >= LEAST, "state.rocksdb.memory", memoryBytes, "at least 16mb");
    }
  }

  static StateOptions of(Section state) {
    return new StateOptions(
        state.text("backend"),
        state.pathOrAuto("local-dir").orElseGet(StateOptions::temporaryDirectory),
        new RocksDb(state.section("rocksdb").bytes("memory")));
  }

  private static Path temporaryDirectory() {
    return Path.of(System.getProperty("java.io.tmpdir", "."));
  }
}
