package dev.weir.examples.payments;

/**
 * A payment that was looked at in the light of the earlier ones of its card.
 *
 * @param countOfCard payments of the card so far, this one included
 * @param centsOfCard what they come to
 */
public record ScoredPayment(
    EnrichedPayment enriched, long countOfCard, long centsOfCard, boolean suspicious) {}
