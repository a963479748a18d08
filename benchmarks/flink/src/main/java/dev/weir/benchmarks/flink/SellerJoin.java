package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.nexmark.Auction;
import dev.weir.benchmarks.nexmark.Person;
import dev.weir.benchmarks.nexmark.Seller;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** Joins each auction with its seller, whichever comes first. */
final class SellerJoin extends KeyedCoProcessFunction<Long, Person, Auction, Seller> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<Person> person;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ListState<Auction> auctions;

  @Override
  public void open(OpenContext openContext) {
    person =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("person", TypeInformation.of(Person.class)));
    auctions =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("auctions", TypeInformation.of(Auction.class)));
  }

  @Override
  public void processElement1(Person came, Context ctx, Collector<Seller> out) throws Exception {
    person.update(came);
    for (Auction auction : auctions.get()) {
      out.collect(Seller.of(came, auction));
    }
    auctions.clear();
  }

  @Override
  public void processElement2(Auction auction, Context ctx, Collector<Seller> out)
      throws Exception {
    Person seller = person.value();
    if (seller == null) {
      auctions.add(auction);
    } else {
      out.collect(Seller.of(seller, auction));
    }
  }
}
