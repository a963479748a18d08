package dev.weir.benchmarks.cell;

import java.io.Serializable;

/**
 * The offsets of one partition of the input: each as many after the one before as there are
 * partitions. So all partitions advance through event time together, as those of a log do.
 *
 * @param partition from 0 to {@code partitions - 1}
 * @param position how many of them have been read
 */
public record Stripe(int partition, int partitions, long position) implements Serializable {

  /** The next offset to be read. */
  public long offset() {
    return partition + position * partitions;
  }

  /** The offset of the record at another position. */
  public long offsetAt(long anyPosition) {
    return partition + anyPosition * partitions;
  }

  /** This partition, read up to another position. */
  public Stripe at(long newPosition) {
    return new Stripe(partition, partitions, newPosition);
  }

  /** How many records it has, when all partitions together have {@code events}. */
  public long length(long events) {
    return (events - partition + partitions - 1) / partitions;
  }
}
