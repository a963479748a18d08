package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.Stripe;
import org.apache.flink.api.connector.source.SourceSplit;

/** A partition, and how far it has been read. */
record StripeSplit(Stripe stripe) implements SourceSplit {

  @Override
  public String splitId() {
    return String.valueOf(stripe.partition());
  }
}
