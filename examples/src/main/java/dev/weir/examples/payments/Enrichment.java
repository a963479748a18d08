package dev.weir.examples.payments;

import dev.weir.api.functions.MapFunction;
import java.util.List;

/** Looks up what is known about card and merchant. */
final class Enrichment implements MapFunction<Payment, EnrichedPayment> {

  private static final long serialVersionUID = 1L;

  private static final List<String> CATEGORIES =
      List.of("groceries", "fuel", "travel", "electronics", "restaurant", "online");

  @Override
  public EnrichedPayment map(Payment payment) {
    return new EnrichedPayment(
        payment,
        CATEGORIES.get(payment.merchant() % CATEGORIES.size()),
        PaymentGenerator.COUNTRIES.get(payment.card() % PaymentGenerator.COUNTRIES.size()));
  }
}
