package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.BigState;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps a hundred bytes for each key, and counts in them. */
final class BigCount extends KeyedProcessFunction<Long, Long, Tuple2<Long, Long>> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<byte[]> values;

  @Override
  public void open(OpenContext openContext) {
    values =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "value", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(Long key, Context ctx, Collector<Tuple2<Long, Long>> out)
      throws Exception {
    byte[] before = values.value();
    byte[] after = before == null ? BigState.first(key) : BigState.next(before);
    values.update(after);
    out.collect(Tuple2.of(key, BigState.count(after)));
  }
}
