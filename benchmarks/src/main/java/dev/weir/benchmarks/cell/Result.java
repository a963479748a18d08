package dev.weir.benchmarks.cell;

/**
 * What came out of a job.
 *
 * @param outputs number of records at the sinks
 * @param checksum sum of their fingerprints
 */
public record Result(long outputs, long checksum) {

  /** The checksum as text: JSON numbers do not hold 64 bits everywhere. */
  public String checksumText() {
    return "%016x".formatted(checksum);
  }
}
