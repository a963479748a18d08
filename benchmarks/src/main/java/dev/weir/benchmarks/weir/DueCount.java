package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.benchmarks.weir.WeirJobs.Due;
import dev.weir.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Counts the records of each key and emits each count with the time at which it was due. */
final class DueCount extends KeyedProcessFunction<Long, Due, Due> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<@Nullable Long> counts;

  @Override
  public void open(OpenContext openContext) throws Exception {
    counts = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public void processElement(Due record, Context ctx, Collector<Due> out) throws Exception {
    Long before = counts.value();
    long count = before == null ? 1 : before + 1;
    counts.update(count);
    out.collect(new Due(record.key(), record.dueNanos(), count));
  }
}
