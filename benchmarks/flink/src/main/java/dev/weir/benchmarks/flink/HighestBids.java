package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Change;
import dev.weir.benchmarks.nexmark.TopBids;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The highest bids for each auction. */
final class HighestBids extends KeyedProcessFunction<Long, Bid, Change> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<List<Bid>> highest;

  @Override
  public void open(OpenContext openContext) {
    highest =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("highest", Types.LIST(TypeInformation.of(Bid.class))));
  }

  @Override
  public void processElement(Bid bid, Context ctx, Collector<Change> out) throws Exception {
    List<Bid> kept = highest.value();
    List<Bid> before = kept == null ? List.of() : kept;
    List<Bid> after = TopBids.with(bid, before, out::collect);
    if (after != before) {
      highest.update(after);
    }
  }
}
