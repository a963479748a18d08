package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.TypeInformation;
import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Change;
import dev.weir.state.ValueState;
import org.jspecify.annotations.Nullable;

/** The latest bid of each bidder for each auction. */
final class LatestBid extends KeyedProcessFunction<Long, Bid, Change> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<@Nullable Bid> latest;

  @Override
  public void open(OpenContext openContext) throws Exception {
    latest =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("latest", TypeInformation.of(Bid.class)));
  }

  @Override
  public void processElement(Bid bid, Context ctx, Collector<Change> out) throws Exception {
    Bid before = latest.value();
    if (before != null && !bid.replaces(before)) {
      return;
    }
    if (before != null) {
      out.collect(Change.went(before.print()));
    }
    latest.update(bid);
    out.collect(Change.came(bid.print()));
  }
}
