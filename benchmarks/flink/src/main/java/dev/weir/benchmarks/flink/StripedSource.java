package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Stripe;
import dev.weir.benchmarks.cell.Workload;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** As many partitions as readers, advancing together; records are a function of their offset. */
final class StripedSource<T>
    implements Source<T, StripeSplit, List<StripeSplit>>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1L;

  private final String measurement;
  private final long events;
  private final Workload workload;
  private final Records<T> records;
  private final TypeInformation<T> type;

  /** Makes the record of an offset, due at a time of {@link System#nanoTime} if it has one. */
  @FunctionalInterface
  interface Records<T> extends Serializable {
    T at(long offset, long dueNanos);
  }

  StripedSource(Cell cell, String measurement, Records<T> records, TypeInformation<T> type) {
    this.measurement = measurement;
    this.events = cell.events();
    this.workload = cell.workload();
    this.records = records;
    this.type = type;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<T, StripeSplit> createReader(SourceReaderContext readerContext) {
    return new StripeReader<>(measurement, events, workload, records);
  }

  @Override
  public SplitEnumerator<StripeSplit, List<StripeSplit>> createEnumerator(
      SplitEnumeratorContext<StripeSplit> context) {
    int partitions = context.currentParallelism();
    List<StripeSplit> all =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new StripeSplit(new Stripe(partition, partitions, 0)))
            .toList();
    return new StripeEnumerator(context, all);
  }

  @Override
  public SplitEnumerator<StripeSplit, List<StripeSplit>> restoreEnumerator(
      SplitEnumeratorContext<StripeSplit> context, List<StripeSplit> checkpoint) {
    return new StripeEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<StripeSplit> getSplitSerializer() {
    return new StripeSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<StripeSplit>> getEnumeratorCheckpointSerializer() {
    return new StripesSerializer();
  }
}
