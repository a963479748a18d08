package dev.weir.api.time;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A strategy with something changed.
 *
 * @param assigner null: that of the base
 * @param idleTimeout null: as the base
 */
record AdaptedStrategy<T>(
    WatermarkStrategy<T> base,
    @Nullable TimestampAssignerSupplier<T> assigner,
    @Nullable Duration idleTimeout,
    WatermarkAlignmentParams alignment)
    implements WatermarkStrategy<T> {

  static WatermarkAlignmentParams alignment(String group, Duration maxDrift, Duration interval) {
    if (group.isBlank()) {
      throw new IllegalArgumentException("The group of a watermark alignment needs a name");
    }
    if (maxDrift.isNegative()) {
      throw new IllegalArgumentException(
          "The drift that group '" + group + "' allows must not be negative, found " + maxDrift);
    }
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "The interval in which group '"
              + group
              + "' is compared must be at least 1 ms, found "
              + interval);
    }
    return new WatermarkAlignmentParams(maxDrift.toMillis(), group, interval.toMillis());
  }

  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    WatermarkGenerator<T> generator = base.createWatermarkGenerator(context);
    return idleTimeout == null
        ? generator
        : new WatermarksWithIdleness<>(generator, idleTimeout, context.getInputActivityClock());
  }

  @Override
  public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
    return assigner == null
        ? base.createTimestampAssigner(context)
        : assigner.createTimestampAssigner(context);
  }

  @Override
  public WatermarkAlignmentParams getAlignmentParameters() {
    return alignment;
  }
}
