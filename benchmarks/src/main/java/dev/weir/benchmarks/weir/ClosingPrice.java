package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedCoProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ListStateDescriptor;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.TypeInformation;
import dev.weir.benchmarks.nexmark.Auction;
import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Closed;
import dev.weir.state.ListState;
import dev.weir.state.ValueState;
import org.jspecify.annotations.Nullable;

/** The highest bid while an auction was open, told when it is over. */
final class ClosingPrice extends KeyedCoProcessFunction<Long, Auction, Bid, Closed> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<@Nullable Auction> auction;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<@Nullable Long> highest;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ListState<Bid> early;

  @Override
  public void open(OpenContext openContext) throws Exception {
    auction =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("auction", TypeInformation.of(Auction.class)));
    highest =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("highest", TypeInformation.of(Long.class)));
    early =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("early", TypeInformation.of(Bid.class)));
  }

  @Override
  public void processElement1(Auction opened, Context ctx, Collector<Closed> out) throws Exception {
    auction.update(opened);
    for (Bid bid : early.get()) {
      take(bid, opened);
    }
    early.clear();
    ctx.timerService().registerEventTimeTimer(opened.expires());
  }

  @Override
  public void processElement2(Bid bid, Context ctx, Collector<Closed> out) throws Exception {
    Auction open = auction.value();
    if (open != null) {
      take(bid, open);
    } else if (ctx.timerService().currentWatermark() < bid.time()) {
      early.add(bid);
    }
  }

  private void take(Bid bid, Auction open) throws Exception {
    Long before = highest.value();
    if (bid.time() >= open.time()
        && bid.time() <= open.expires()
        && (before == null || bid.price() > before)) {
      highest.update(bid.price());
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<Closed> out) throws Exception {
    Auction closed = auction.value();
    Long price = highest.value();
    if (closed != null && price != null) {
      out.collect(new Closed(closed.category(), price));
    }
    auction.clear();
    highest.clear();
  }
}
