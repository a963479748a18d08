package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.nexmark.Average;
import dev.weir.benchmarks.nexmark.Change;
import dev.weir.benchmarks.nexmark.Closed;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The average of the closing prices of each category. */
final class CategoryAverage extends KeyedProcessFunction<Long, Closed, Change> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<Average> average;

  @Override
  public void open(OpenContext openContext) {
    average =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("average", TypeInformation.of(Average.class)));
  }

  @Override
  public void processElement(Closed closed, Context ctx, Collector<Change> out) throws Exception {
    Average before = average.value();
    if (before != null) {
      out.collect(Change.went(before.print(closed.category())));
    }
    Average after = (before == null ? Average.NONE : before).with(closed.price());
    average.update(after);
    out.collect(Change.came(after.print(closed.category())));
  }
}
