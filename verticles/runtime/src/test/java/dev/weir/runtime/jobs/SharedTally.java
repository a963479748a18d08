package dev.weir.runtime.jobs;

import dev.weir.api.functions.CheckpointedFunction;
import dev.weir.api.functions.FunctionInitializationContext;
import dev.weir.api.functions.FunctionSnapshotContext;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichMapFunction;
import dev.weir.api.state.ListStateDescriptor;
import dev.weir.state.ListState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Passes records on and counts them: each subtask its own in a split list, which a restore deals
 * out anew, and everybody's in a union list, which a restore gives to all.
 */
final class SharedTally extends RichMapFunction<Long, Long> implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** By test, then by checkpoint, then by subtask. */
  private static final Map<String, ConcurrentSkipListMap<Long, Map<Integer, Long>>> COUNTS =
      new ConcurrentHashMap<>();

  private static final Map<String, List<String>> PROBLEMS = new ConcurrentHashMap<>();

  private final String id;
  private transient ListState<Long> split;
  private transient ListState<Long> union;
  private long count;

  SharedTally(String id) {
    this.id = id;
    COUNTS.putIfAbsent(id, new ConcurrentSkipListMap<>());
    PROBLEMS.putIfAbsent(id, new java.util.concurrent.CopyOnWriteArrayList<>());
  }

  /** What all subtasks together had counted at the newest checkpoint. */
  static long lastTotal(String id) {
    return COUNTS.get(id).lastEntry().getValue().values().stream().mapToLong(Long::longValue).sum();
  }

  static List<String> problems(String id) {
    return PROBLEMS.get(id);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    split = context.getOperatorStateStore().getListState(descriptor("split"));
    union = context.getOperatorStateStore().getUnionListState(descriptor("union"));
    for (Long element : split.get()) {
      count += element;
    }
    if (context.isRestored()) {
      checkUnion(context.getRestoredCheckpointId().getAsLong());
    }
  }

  private static ListStateDescriptor<Long> descriptor(String name) {
    return new ListStateDescriptor<>(name, Long.class);
  }

  private void checkUnion(long checkpoint) throws Exception {
    long everybodys = 0;
    for (Long element : union.get()) {
      everybodys += element;
    }
    Map<Integer, Long> counts = COUNTS.get(id).getOrDefault(checkpoint, Map.of());
    long expected = counts.values().stream().mapToLong(Long::longValue).sum();
    if (everybodys != expected) {
      PROBLEMS
          .get(id)
          .add("union state gives %d at %d, expected %s".formatted(everybodys, checkpoint, counts));
    }
  }

  @Override
  public void open(OpenContext openContext) {
    if (split == null) {
      PROBLEMS.get(id).add("opened before its state was initialised");
    }
  }

  @Override
  public Long map(Long value) {
    count++;
    return value;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    split.update(List.of(count - count / 2, count / 2));
    union.update(List.of(count));
    COUNTS
        .get(id)
        .computeIfAbsent(
            context.getCheckpointId(), checkpoint -> new ConcurrentHashMap<>(new TreeMap<>()))
        .put(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), count);
  }
}
