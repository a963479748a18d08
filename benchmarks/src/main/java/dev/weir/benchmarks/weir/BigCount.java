package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.benchmarks.cell.BigState;
import dev.weir.benchmarks.weir.WeirJobs.KeyCount;
import dev.weir.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Keeps a hundred bytes for each key, and counts in them. */
final class BigCount extends KeyedProcessFunction<Long, Long, KeyCount> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<byte @Nullable []> values;

  @Override
  public void open(OpenContext openContext) throws Exception {
    values =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("value", Types.PRIMITIVE_ARRAY(byte[].class)));
  }

  @Override
  public void processElement(Long key, Context ctx, Collector<KeyCount> out) throws Exception {
    byte[] before = values.value();
    byte[] after = before == null ? BigState.first(key) : BigState.next(before);
    values.update(after);
    out.collect(new KeyCount(key, BigState.count(after)));
  }
}
