package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.nexmark.Auction;
import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Offer;
import dev.weir.benchmarks.nexmark.Query;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** Joins each bid with its auction, whichever comes first, if it is of the category. */
final class OfferJoin extends KeyedCoProcessFunction<Long, Auction, Bid, Offer> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<Auction> auction;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ListState<Bid> early;

  @Override
  public void open(OpenContext openContext) {
    auction =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("auction", TypeInformation.of(Auction.class)));
    early =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("early", TypeInformation.of(Bid.class)));
  }

  @Override
  public void processElement1(Auction opened, Context ctx, Collector<Offer> out) throws Exception {
    auction.update(opened);
    for (Bid bid : early.get()) {
      emit(bid, opened, out);
    }
    early.clear();
  }

  @Override
  public void processElement2(Bid bid, Context ctx, Collector<Offer> out) throws Exception {
    Auction open = auction.value();
    if (open == null) {
      early.add(bid);
    } else {
      emit(bid, open, out);
    }
  }

  private static void emit(Bid bid, Auction open, Collector<Offer> out) {
    if (open.category() == Query.CATEGORY) {
      out.collect(new Offer(bid, open));
    }
  }
}
