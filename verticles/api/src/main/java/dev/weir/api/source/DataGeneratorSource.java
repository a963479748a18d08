package dev.weir.api.source;

import dev.weir.api.ResultTypeQueryable;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.types.TypeInformation;
import java.util.List;

/**
 * Makes records out of the numbers from 0 on, divided among the readers as by {@link
 * NumberSequenceSource}. Replayable if the generator function is.
 *
 * @param <OUT> the type of the records
 */
public final class DataGeneratorSource<OUT>
    implements Source<OUT, NumberRange, List<NumberRange>>, ResultTypeQueryable<OUT> {

  private static final long serialVersionUID = 1L;

  private final GeneratorFunction<Long, OUT> generatorFunction;
  private final NumberSequenceSource numbers;
  private final RateLimiterStrategy rateLimiterStrategy;
  private final TypeInformation<OUT> typeInfo;

  /** Makes {@code count} records as quickly as they are taken; {@code Long.MAX_VALUE}: no end. */
  public DataGeneratorSource(
      GeneratorFunction<Long, OUT> generatorFunction, long count, TypeInformation<OUT> typeInfo) {
    this(generatorFunction, count, RateLimiterStrategy.noOp(), typeInfo);
  }

  /** Makes {@code count} records as quickly as the limiter allows. */
  public DataGeneratorSource(
      GeneratorFunction<Long, OUT> generatorFunction,
      long count,
      RateLimiterStrategy rateLimiterStrategy,
      TypeInformation<OUT> typeInfo) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "The number of records to generate must be at least 1, found " + count);
    }
    this.generatorFunction = generatorFunction;
    this.numbers = new NumberSequenceSource(0, count - 1);
    this.rateLimiterStrategy = rateLimiterStrategy;
    this.typeInfo = typeInfo;
  }

  @Override
  public TypeInformation<OUT> getProducedType() {
    return typeInfo;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<OUT, NumberRange> createReader(SourceReaderContext readerContext) {
    return new NumberRangeReader<>(
        readerContext,
        FunctionCopy.of(generatorFunction),
        rateLimiterStrategy.createRateLimiter(readerContext.currentParallelism()));
  }

  @Override
  public SplitEnumerator<NumberRange, List<NumberRange>> createEnumerator(
      SplitEnumeratorContext<NumberRange> enumContext) {
    return numbers.createEnumerator(enumContext);
  }

  @Override
  public SplitEnumerator<NumberRange, List<NumberRange>> restoreEnumerator(
      SplitEnumeratorContext<NumberRange> enumContext, List<NumberRange> checkpoint) {
    return numbers.restoreEnumerator(enumContext, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<NumberRange> getSplitSerializer() {
    return numbers.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<NumberRange>> getEnumeratorCheckpointSerializer() {
    return numbers.getEnumeratorCheckpointSerializer();
  }
}
