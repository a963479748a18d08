package dev.weir.runtime.jobs;

import dev.weir.api.Collector;
import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RuntimeContext;
import dev.weir.api.state.AggregatingStateDescriptor;
import dev.weir.api.state.ListStateDescriptor;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.state.AggregatingState;
import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ReducingState;
import dev.weir.state.ValueState;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the records of a key in keyed state of every type, and emits {@code key:count} if all of
 * them agree, else what each of them says.
 */
final class AllStates extends KeyedProcessFunction<Long, Long, String> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<Long> value;
  private transient ListState<Long> list;
  private transient MapState<Long, String> map;
  private transient ReducingState<Long> reducing;
  private transient AggregatingState<Long, String> aggregating;

  @Override
  public void open(OpenContext openContext) {
    RuntimeContext context = getRuntimeContext();
    value = context.getState(new ValueStateDescriptor<>("value", Long.class));
    list = context.getListState(new ListStateDescriptor<>("list", Long.class));
    map = context.getMapState(new MapStateDescriptor<>("map", Long.class, String.class));
    reducing =
        context.getReducingState(new ReducingStateDescriptor<>("reducing", Long::sum, Long.class));
    aggregating =
        context.getAggregatingState(
            new AggregatingStateDescriptor<>("aggregating", new CountAndSum(), Accumulated.class));
  }

  record Accumulated(long count, long sum) {}

  private static final class CountAndSum implements AggregateFunction<Long, Accumulated, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public Accumulated createAccumulator() {
      return new Accumulated(0, 0);
    }

    @Override
    public Accumulated add(Long value, Accumulated accumulator) {
      return new Accumulated(accumulator.count() + 1, accumulator.sum() + value);
    }

    @Override
    public String getResult(Accumulated accumulator) {
      return accumulator.count() + "/" + accumulator.sum();
    }

    @Override
    public Accumulated merge(Accumulated a, Accumulated b) {
      return new Accumulated(a.count() + b.count(), a.sum() + b.sum());
    }
  }

  @Override
  public void processElement(Long record, Context ctx, Collector<String> out) throws Exception {
    Long before = value.value();
    long count = before == null ? 1 : before + 1;
    value.update(count);
    list.add(count);
    map.put(count % 5, "at " + count);
    reducing.add(count);
    aggregating.add(count);
    String problem = problem(count);
    out.collect(ctx.getCurrentKey() + ":" + count + problem);
  }

  private String problem(long count) throws Exception {
    List<Long> listed = new ArrayList<>();
    list.get().forEach(listed::add);
    long entries = 0;
    for (Long ignored : map.keys()) {
      entries++;
    }
    long sum = count * (count + 1) / 2;
    boolean good =
        listed.size() == count
            && listed.get(listed.size() - 1) == count
            && listed.get(0) == 1
            && entries == Math.min(5, count)
            && ("at " + count).equals(map.get(count % 5))
            && Long.valueOf(sum).equals(reducing.get())
            && (count + "/" + sum).equals(aggregating.get());
    return good
        ? ""
        : " but list %s, map of %d, reducing %s, aggregating %s"
            .formatted(listed, entries, reducing.get(), aggregating.get());
  }
}
