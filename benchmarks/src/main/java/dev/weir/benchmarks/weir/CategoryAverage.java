package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.TypeInformation;
import dev.weir.benchmarks.nexmark.Average;
import dev.weir.benchmarks.nexmark.Change;
import dev.weir.benchmarks.nexmark.Closed;
import dev.weir.state.ValueState;
import org.jspecify.annotations.Nullable;

/** The average of the closing prices of each category. */
final class CategoryAverage extends KeyedProcessFunction<Long, Closed, Change> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<@Nullable Average> average;

  @Override
  public void open(OpenContext openContext) throws Exception {
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
