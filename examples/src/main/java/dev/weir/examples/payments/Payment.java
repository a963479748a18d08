package dev.weir.examples.payments;

/**
 * One use of a card.
 *
 * @param number of the payment, from 0
 * @param at when, in milliseconds since the first payment
 * @param country two letters, where it was made
 */
public record Payment(long number, long at, int card, int merchant, String country, long cents) {}
