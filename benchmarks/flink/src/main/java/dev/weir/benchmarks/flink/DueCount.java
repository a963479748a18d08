package dev.weir.benchmarks.flink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Counts the records of each key and emits each count with the time at which it was due. */
final class DueCount
    extends KeyedProcessFunction<Long, Tuple3<Long, Long, Long>, Tuple3<Long, Long, Long>> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<Long> counts;

  @Override
  public void open(OpenContext openContext) {
    counts = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public void processElement(
      Tuple3<Long, Long, Long> record, Context ctx, Collector<Tuple3<Long, Long, Long>> out)
      throws Exception {
    Long before = counts.value();
    long count = before == null ? 1 : before + 1;
    counts.update(count);
    out.collect(Tuple3.of(record.f0, record.f1, count));
  }
}
