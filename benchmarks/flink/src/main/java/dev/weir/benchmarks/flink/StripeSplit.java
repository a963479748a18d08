package dev.weir.benchmarks.flink;

import org.apache.flink.api.connector.source.SourceSplit;
import dev.weir.benchmarks.cell.Stripe;

/** A partition, and how far it has been read. */
record StripeSplit(Stripe stripe) implements SourceSplit {

  @Override
  public String splitId() {
    return String.valueOf(stripe.partition());
  }
}
