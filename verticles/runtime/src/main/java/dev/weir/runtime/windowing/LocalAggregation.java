package dev.weir.runtime.windowing;

import dev.weir.api.functions.KeySelector;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.WindowContents;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.windowing.assigners.AlignedWindowAssigner;
import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.graph.JobEdge;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.partition.KeyedOutput;
import dev.weir.state.spi.Layout;
import dev.weir.state.spi.TypeSerializer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the senders to a window operator need to know to aggregate before the shuffle. All nodes
 * make the same of the same graph, so both ends of a channel agree.
 *
 * @param <T> the type of the records
 * @param <K> the type of their keys
 * @param <ACC> what they become
 */
public final class LocalAggregation<T, K, ACC> {

  private final SliceGeometry geometry;
  private final KeyedBy<T, K> keyedBy;
  private final TypeInformation<T> recordType;
  private final TypeInformation<ACC> accumulatorType;
  private final Accumulation<T, ACC, ?> accumulation;

  private LocalAggregation(
      SliceGeometry geometry,
      KeyedBy<T, K> keyedBy,
      TypeInformation<T> recordType,
      TypeInformation<ACC> accumulatorType,
      Accumulation<T, ACC, ?> accumulation) {
    this.geometry = geometry;
    this.keyedBy = keyedBy;
    this.recordType = recordType;
    this.accumulatorType = accumulatorType;
    this.accumulation = accumulation;
  }

  /** That of the records on an edge; null if there is none. */
  public static @Nullable LocalAggregation<?, ?, ?> of(JobGraph graph, JobEdge edge) {
    return edge.partitioning() instanceof Partitioning.Hash<?, ?>
            && graph.vertex(edge.target()).head().spec() instanceof WindowSpec<?, ?, ?, ?, ?> spec
        ? of(spec)
        : null;
  }

  /** That of the records of windows; null if there is none. */
  @SuppressWarnings("unchecked") // accumulators of an accumulation are of the type of the contents
  static <T, K> @Nullable LocalAggregation<T, K, ?> of(WindowSpec<T, K, ?, ?, ?> spec) {
    if (!WindowOperators.aggregatesLocally(spec)) {
      return null;
    }
    return new LocalAggregation<>(
        SliceGeometry.of((AlignedWindowAssigner) spec.assigner()),
        spec.keyedBy(),
        spec.inputType(),
        (TypeInformation<Object>) accumulatorType(spec),
        (Accumulation<T, Object, ?>) Objects.requireNonNull(PaneStates.accumulation(spec)));
  }

  private static TypeInformation<?> accumulatorType(WindowSpec<?, ?, ?, ?, ?> spec) {
    return spec.contents() instanceof WindowContents.Aggregate<?, ?, ?> aggregate
        ? aggregate.accumulatorType()
        : spec.inputType();
  }

  /** Writes what is sent: records, and what was made of them. */
  public TypeSerializer<?> wireSerializer() {
    return new PartialSerializer<>(
        recordType.createWireSerializer(),
        keyedBy.keyType().createWireSerializer(),
        accumulatorType.createWireSerializer());
  }

  /**
   * The output of one sender.
   *
   * @param channels one per receiving subtask, in order
   * @param maxParallelism number of key groups of the receiver
   */
  public AggregatingOutput<T, K, ACC> output(OutputChannel[] channels, int maxParallelism) {
    KeySelector<T, K> selector = FunctionCopy.of(keyedBy.selector());
    boolean longs =
        keyedBy.keyType().createSerializer().layout() == Layout.LONG
            && accumulation.serializer().layout() == Layout.LONG;
    return new AggregatingOutput<>(
        geometry,
        slice ->
            longs
                ? new LongSliceTable<>(slice, accumulation)
                : new ObjectSliceTable<>(slice, accumulation),
        new KeyedOutput<>(selector, channels, maxParallelism));
  }
}
