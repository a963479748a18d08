package dev.weir.benchmarks.cell;

/**
 * What is run once.
 *
 * @param parallelism source subtasks, and subtasks of what follows a shuffle
 * @param events records that the sources make, all together
 * @param keys number of keys of {@link Workload#KEYEDCOUNT}
 * @param checkpointMillis time between checkpoints; 0: none are taken
 */
public record Cell(
    String engine,
    Workload workload,
    int parallelism,
    long events,
    long keys,
    long checkpointMillis,
    Backend backend) {

  /** Where keyed state lives. */
  public enum Backend {
    HEAP,
    ROCKSDB
  }

  /** Checks each number. */
  public Cell {
    atLeast("parallelism", 1, parallelism);
    atLeast("events", parallelism, events);
    atLeast("keys", 1, keys);
    atLeast("checkpoint-ms", 0, checkpointMillis);
  }

  private static void atLeast(String name, long least, long found) {
    if (found < least) {
      throw new IllegalArgumentException(
          "%s is %d, expected at least %d".formatted(name, found, least));
    }
  }

  /** Whether checkpoints are taken. */
  public boolean checkpoints() {
    return checkpointMillis > 0;
  }
}
