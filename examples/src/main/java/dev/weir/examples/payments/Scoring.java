package dev.weir.examples.payments;

import dev.weir.api.Collector;
import dev.weir.api.OutputTag;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.TypeInformation;
import dev.weir.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Holds each payment against the history of its card, and flags those that do not fit. */
final class Scoring extends KeyedProcessFunction<Integer, EnrichedPayment, ScoredPayment> {

  private static final long serialVersionUID = 1L;

  static final OutputTag<Alert> ALERTS = new OutputTag<>("alerts", TypeInformation.of(Alert.class));

  private static final double HIGHEST_VELOCITY = 4.5;
  private static final int PAYMENTS_FOR_AN_AVERAGE = 5;
  private static final int TIMES_THE_AVERAGE = 12;
  private static final long HIGH_CENTS_ABROAD = 30_000;

  @SuppressWarnings("NullAway.Init") // set by open()
  private transient ValueState<CardHistory> history;

  @Override
  public void open(OpenContext openContext) throws Exception {
    history =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("history", TypeInformation.of(CardHistory.class)));
  }

  @Override
  public void processElement(EnrichedPayment payment, Context ctx, Collector<ScoredPayment> out)
      throws Exception {
    CardHistory before = history.value();
    CardHistory earlier = before == null ? CardHistory.NONE : before;
    CardHistory now = earlier.plus(payment.payment());
    history.update(now);
    String reason = suspicion(payment, earlier, now);
    if (reason != null) {
      ctx.output(ALERTS, new Alert(payment.payment(), reason));
    }
    out.collect(new ScoredPayment(payment, now.count(), now.cents(), reason != null));
  }

  private static @Nullable String suspicion(
      EnrichedPayment payment, CardHistory earlier, CardHistory now) {
    long cents = payment.payment().cents();
    if (now.velocity() > HIGHEST_VELOCITY) {
      return "%.1f payments in some seconds".formatted(now.velocity());
    }
    if (earlier.count() >= PAYMENTS_FOR_AN_AVERAGE
        && cents > TIMES_THE_AVERAGE * earlier.averageCents()) {
      return "%d times the average of the card".formatted(cents / earlier.averageCents());
    }
    if (payment.isAbroad() && cents > HIGH_CENTS_ABROAD) {
      return "a high amount for %s, abroad".formatted(payment.category());
    }
    return null;
  }
}
