package dev.weir.api.time;

import java.time.Duration;

/**
 * How the records of a stream get timestamps and watermarks. The methods that begin with {@code
 * with} make a new strategy out of this one.
 *
 * <p>A strategy of one's own overrides {@link #createWatermarkGenerator}, and {@link
 * #createTimestampAssigner} if the records' own timestamps will not do. It is copied to each
 * subtask by Java serialisation.
 *
 * @param <T> the type of the records
 */
public interface WatermarkStrategy<T>
    extends TimestampAssignerSupplier<T>, WatermarkGeneratorSupplier<T> {

  /** What {@link #withWatermarkAlignment(String, Duration)} takes for the interval. */
  Duration DEFAULT_ALIGNMENT_UPDATE_INTERVAL = Duration.ofSeconds(1);

  @Override
  default TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
    return new RecordTimestampAssigner<>();
  }

  /** How the stream is aligned with others; not at all by default. */
  default WatermarkAlignmentParams getAlignmentParameters() {
    return WatermarkAlignmentParams.WATERMARK_ALIGNMENT_DISABLED;
  }

  /** This strategy, with timestamps from assigners that are made for each subtask. */
  default WatermarkStrategy<T> withTimestampAssigner(
      TimestampAssignerSupplier<T> timestampAssigner) {
    return new AdaptedStrategy<>(this, timestampAssigner, null, getAlignmentParameters());
  }

  /** This strategy, with timestamps from an assigner. */
  default WatermarkStrategy<T> withTimestampAssigner(
      SerializableTimestampAssigner<T> timestampAssigner) {
    return withTimestampAssigner(TimestampAssignerSupplier.of(timestampAssigner));
  }

  /**
   * This strategy; a subtask, or in sources a split, without records for some time is idle, and
   * event time does not wait for it.
   *
   * @param idleTimeout longer than 0
   */
  default WatermarkStrategy<T> withIdleness(Duration idleTimeout) {
    WatermarksWithIdleness.checkTimeout(idleTimeout);
    return new AdaptedStrategy<>(this, null, idleTimeout, getAlignmentParameters());
  }

  /** The same with an interval of one second. */
  default WatermarkStrategy<T> withWatermarkAlignment(
      String watermarkGroup, Duration maxAllowedWatermarkDrift) {
    return withWatermarkAlignment(
        watermarkGroup, maxAllowedWatermarkDrift, DEFAULT_ALIGNMENT_UPDATE_INTERVAL);
  }

  /**
   * This strategy; readers of sources that are ahead of the slowest one of all sources of the group
   * are held back. For sources only.
   *
   * @param maxAllowedWatermarkDrift how far they may be ahead
   * @param updateInterval how often they are compared
   */
  default WatermarkStrategy<T> withWatermarkAlignment(
      String watermarkGroup, Duration maxAllowedWatermarkDrift, Duration updateInterval) {
    return new AdaptedStrategy<>(
        this,
        null,
        null,
        AdaptedStrategy.alignment(watermarkGroup, maxAllowedWatermarkDrift, updateInterval));
  }

  /** For streams whose timestamps never go back. */
  static <T> WatermarkStrategy<T> forMonotonousTimestamps() {
    return context -> new AscendingTimestampsWatermarks<>();
  }

  /**
   * For streams in which a record comes after one that is later by {@code maxOutOfOrderness} at
   * most.
   */
  static <T> WatermarkStrategy<T> forBoundedOutOfOrderness(Duration maxOutOfOrderness) {
    return context -> new BoundedOutOfOrdernessWatermarks<>(maxOutOfOrderness);
  }

  /** For generators of one's own. */
  static <T> WatermarkStrategy<T> forGenerator(WatermarkGeneratorSupplier<T> generatorSupplier) {
    return generatorSupplier::createWatermarkGenerator;
  }

  /** Makes no watermarks: event time does not advance before the input ends. */
  static <T> WatermarkStrategy<T> noWatermarks() {
    return new NoWatermarksStrategy<>();
  }
}
