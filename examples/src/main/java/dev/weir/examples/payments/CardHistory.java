package dev.weir.examples.payments;

/**
 * What is kept of each card.
 *
 * @param count of its payments
 * @param cents what they come to
 * @param lastAt when the last one was made
 * @param velocity payments in the last seconds, where older ones count less and less
 */
public record CardHistory(long count, long cents, long lastAt, double velocity) {

  static final CardHistory NONE = new CardHistory(0, 0, 0, 0);

  /** After this time a payment counts a third in the velocity. */
  private static final double FADING_MILLIS = 10_000;

  CardHistory plus(Payment payment) {
    double faded = velocity * Math.exp((lastAt - payment.at()) / FADING_MILLIS);
    return new CardHistory(count + 1, cents + payment.cents(), payment.at(), faded + 1);
  }

  long averageCents() {
    return count == 0 ? 0 : cents / count;
  }
}
