package dev.weir.examples.payments;

/**
 * A payment with what is known about its card and its merchant.
 *
 * @param category of the merchant
 * @param homeCountry of the card
 */
public record EnrichedPayment(Payment payment, String category, String homeCountry) {

  boolean isAbroad() {
    return !payment.country().equals(homeCountry);
  }
}
