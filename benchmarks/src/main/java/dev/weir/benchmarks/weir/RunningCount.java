package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.benchmarks.weir.WeirJobs.KeyCount;
import dev.weir.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Counts the records of each key and emits each count. */
final class RunningCount extends KeyedProcessFunction<Long, Long, KeyCount> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<@Nullable Long> counts;

  @Override
  public void open(OpenContext openContext) throws Exception {
    counts = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public void processElement(Long key, Context ctx, Collector<KeyCount> out) throws Exception {
    Long before = counts.value();
    long count = before == null ? 1 : before + 1;
    counts.update(count);
    out.collect(new KeyCount(key, count));
  }
}
