package dev.weir.benchmarks.weir;

import dev.weir.api.source.SourceSplit;
import dev.weir.benchmarks.cell.Stripe;

/** A partition, and how far it has been read. */
record StripeSplit(Stripe stripe) implements SourceSplit {

  @Override
  public String splitId() {
    return String.valueOf(stripe.partition());
  }
}
