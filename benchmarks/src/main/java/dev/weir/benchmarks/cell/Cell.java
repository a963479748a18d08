package dev.weir.benchmarks.cell;

/**
 * What is run once.
 *
 * @param parallelism source subtasks, and subtasks of what follows a shuffle
 * @param load what the sources make
 * @param checkpointMillis time between checkpoints; 0: none are taken
 */
public record Cell(
    String engine,
    Workload workload,
    int parallelism,
    Load load,
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
    atLeast("events", parallelism, load.events());
    atLeast("checkpoint-ms", 0, checkpointMillis);
  }

  static void atLeast(String name, long least, long found) {
    if (found < least) {
      throw new IllegalArgumentException(
          "%s is %d, expected at least %d".formatted(name, found, least));
    }
  }

  /** Records that the sources make, all together. */
  public long events() {
    return load.events();
  }

  /** From how many keys the records are drawn. */
  public long keys() {
    return load.keys();
  }

  /** Whether checkpoints are taken. */
  public boolean checkpoints() {
    return checkpointMillis > 0;
  }
}
