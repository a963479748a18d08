package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.restore.OperatorRestore;
import dev.weir.protocol.restore.SubtaskRestore;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operators of one subtask. */
final class Chain {

  private final JobShape.Vertex vertex;
  private @Nullable Reader source;
  private @Nullable KeyedCounts counts;
  private @Nullable SinkSide sink;

  Chain(World world, LoopSubtask owner, SubtaskRestore restore, Map<String, Object> files) {
    JobShape shape = owner.deployment.blueprint().shape();
    vertex = shape.vertices().get(owner.place.vertex());
    for (int i = 0; i < vertex.chain().size(); i++) {
      OperatorRestore restored = restore.of(vertex.uid(i));
      switch (vertex.chain().get(i)) {
        case SOURCE -> {
          source = new Reader(shape, world.scenario().gapMicros());
          source.restore(elements(restored, Reader.SPLITS));
        }
        case PASS -> {}
        case COUNT -> {
          SubtaskId id = owner.id();
          KeyGroupRange range =
              KeyGroups.rangeOf(id.index(), JobShape.MAX_PARALLELISM, vertex.parallelism());
          counts =
              new KeyedCounts(
                  "%s-%d-%d".formatted(id.vertex(), id.index(), owner.attempt()),
                  range,
                  owner.deployment.layout().sharedDirectory(),
                  world.tuning().incremental());
          counts.restore(restored.keyed(), files);
          world.observers().ownsKeyGroups(owner.attempt(), id, range);
        }
        case SINK -> {
          sink = new SinkSide(world, owner, vertex.uid(i));
          sink.restore(elements(restored, SinkSide.COMMITTABLES));
        }
      }
    }
  }

  private static List<byte[]> elements(OperatorRestore restored, String state) {
    OperatorListState list = restored.listState().get(state);
    return list == null ? List.of() : list.elements();
  }

  @Nullable Reader source() {
    return source;
  }

  /** What the last operator emits; null if it is a sink. */
  @Nullable Item process(Item item) {
    Item counted = counts == null ? item : counts.count(item);
    if (sink == null) {
      return counted;
    }
    sink.write(counted);
    return null;
  }

  void prepare(long checkpointId) {
    if (sink != null) {
      sink.prepare(checkpointId);
    }
  }

  Optional<KeyedCounts.Pending> snapshotKeyed(CheckpointBarrier barrier) {
    return counts == null ? Optional.empty() : Optional.of(counts.snapshot(barrier));
  }

  Map<String, OperatorSnapshot> snapshot(Optional<KeyedCounts.Pending> keyed) {
    Map<String, OperatorSnapshot> operators = new HashMap<>();
    for (int i = 0; i < vertex.chain().size(); i++) {
      operators.put(
          vertex.uid(i),
          switch (vertex.chain().get(i)) {
            case SOURCE -> lists(Reader.SPLITS, source == null ? null : source.snapshot());
            case PASS -> OperatorSnapshot.EMPTY;
            case COUNT -> new OperatorSnapshot(keyed.map(KeyedCounts.Pending::snapshot), Map.of());
            case SINK -> lists(SinkSide.COMMITTABLES, sink == null ? null : sink.snapshot());
          });
    }
    return operators;
  }

  private static OperatorSnapshot lists(String name, @Nullable OperatorListState state) {
    return state == null
        ? OperatorSnapshot.EMPTY
        : new OperatorSnapshot(Optional.empty(), Map.of(name, state));
  }

  /** False if a commit was refused. */
  boolean complete(long checkpointId) {
    if (counts != null) {
      counts.completed(checkpointId);
    }
    return sink == null || sink.commitUpTo(checkpointId);
  }

  void abort(long checkpointId) {
    if (counts != null) {
      counts.aborted(checkpointId);
    }
  }
}
