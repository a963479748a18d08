package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Change;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The latest bid of each bidder for each auction. */
final class LatestBid extends KeyedProcessFunction<Long, Bid, Change> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<Bid> latest;

  @Override
  public void open(OpenContext openContext) {
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
