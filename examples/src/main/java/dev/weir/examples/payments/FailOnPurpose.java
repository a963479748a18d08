package dev.weir.examples.payments;

import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichMapFunction;
import java.time.Duration;

/** Passes payments on, and fails some time after each start, in one of its subtasks. */
final class FailOnPurpose extends RichMapFunction<ScoredPayment, ScoredPayment> {

  private static final long serialVersionUID = 1L;

  private final long afterNanos;
  private transient boolean willFail;
  private transient long openedAt;

  /**
   * @param after how long after a start; zero: never
   */
  FailOnPurpose(Duration after) {
    this.afterNanos = after.toNanos();
  }

  @Override
  public void open(OpenContext openContext) {
    willFail = afterNanos > 0 && getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    openedAt = System.nanoTime();
  }

  @Override
  public ScoredPayment map(ScoredPayment payment) {
    if (willFail && System.nanoTime() - openedAt > afterNanos) {
      throw new IllegalStateException("failed on purpose, as --fail-every says");
    }
    return payment;
  }
}
