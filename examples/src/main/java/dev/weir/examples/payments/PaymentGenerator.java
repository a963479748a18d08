package dev.weir.examples.payments;

import dev.weir.api.source.GeneratorFunction;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes payments out of their numbers, so that after a recovery the same ones come again. Most are
 * harmless; about one in a thousand begins a burst of payments with one card, and about one in two
 * thousand is far larger than usual.
 */
final class PaymentGenerator implements GeneratorFunction<Long, Payment> {

  private static final long serialVersionUID = 1L;

  static final int CARDS = 20_000;
  static final int MERCHANTS = 500;
  static final List<String> COUNTRIES = List.of("DE", "FR", "IT", "NL", "PL", "ES", "US", "BR");

  private static final int BURST = 8;
  private static final int PAYMENTS_PER_BURST_START = 1_000;

  private final long seed;
  private final double perSecond;

  PaymentGenerator(long seed, double perSecond) {
    this.seed = seed;
    this.perSecond = perSecond;
  }

  @Override
  public Payment map(Long number) {
    SplittableRandom random = random(number);
    int card = stolenCard(number, random.nextInt(CARDS));
    boolean abroad = random.nextInt(100) < 3;
    int home = card % COUNTRIES.size();
    int country = abroad ? random.nextInt(COUNTRIES.size()) : home;
    long cents = 100 + (long) (-Math.log(1 - random.nextDouble()) * 4_000);
    if (random.nextInt(2_000) == 0) {
      cents = 100_000 + cents * 20;
    }
    return new Payment(
        number,
        (long) (number * 1_000 / perSecond),
        card,
        random.nextInt(MERCHANTS),
        COUNTRIES.get(country),
        cents);
  }

  /** Every third payment after the start of a burst is made with the card that it began with. */
  private int stolenCard(long number, int card) {
    long start = number - number % PAYMENTS_PER_BURST_START;
    long since = number - start;
    return since % 3 == 0 && since < 3 * BURST ? random(start).nextInt(CARDS) : card;
  }

  private SplittableRandom random(long number) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
  }
}
