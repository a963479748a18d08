package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Change;
import dev.weir.benchmarks.nexmark.TopBids;
import dev.weir.state.ValueState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The highest bids for each auction. */
final class HighestBids extends KeyedProcessFunction<Long, Bid, Change> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<@Nullable List<Bid>> highest;

  @Override
  public void open(OpenContext openContext) throws Exception {
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
