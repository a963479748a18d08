package dev.weir.api.source;

import dev.weir.api.ResultTypeQueryable;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import java.util.List;

/**
 * A sequence of numbers, divided into ranges that readers take in order. With one reader the
 * numbers come in order; with several, those of one range do. The position in each range is state.
 */
public final class NumberSequenceSource
    implements Source<Long, NumberRange, List<NumberRange>>, ResultTypeQueryable<Long> {

  private static final long serialVersionUID = 1L;

  private final long from;
  private final long to;

  /** The numbers from {@code from} to {@code to}, both included. */
  public NumberSequenceSource(long from, long to) {
    if (from > to) {
      throw new IllegalArgumentException(
          "A sequence must not end before it begins, found " + from + " to " + to);
    }
    this.from = from;
    this.to = to;
  }

  /** The first number. */
  public long getFrom() {
    return from;
  }

  /** The last number. */
  public long getTo() {
    return to;
  }

  @Override
  public TypeInformation<Long> getProducedType() {
    return Types.LONG;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Long, NumberRange> createReader(SourceReaderContext readerContext) {
    return new NumberRangeReader<>(readerContext, number -> number, new Unlimited());
  }

  @Override
  public SplitEnumerator<NumberRange, List<NumberRange>> createEnumerator(
      SplitEnumeratorContext<NumberRange> enumContext) {
    return new SplitQueueEnumerator<>(
        enumContext, NumberRanges.divide(from, to, enumContext.currentParallelism()));
  }

  @Override
  public SplitEnumerator<NumberRange, List<NumberRange>> restoreEnumerator(
      SplitEnumeratorContext<NumberRange> enumContext, List<NumberRange> checkpoint) {
    return new SplitQueueEnumerator<>(enumContext, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<NumberRange> getSplitSerializer() {
    return new NumberRangeSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<NumberRange>> getEnumeratorCheckpointSerializer() {
    return new SplitListSerializer<>(getSplitSerializer());
  }
}
