package dev.weir.examples.payments;

/** Why a payment is suspicious. */
public record Alert(Payment payment, String reason) {

  @Override
  public String toString() {
    return "card %06d, payment %d, %d.%02d in %s: %s"
        .formatted(
            payment.card(),
            payment.number(),
            payment.cents() / 100,
            payment.cents() % 100,
            payment.country(),
            reason);
  }
}
