package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedCoProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ListStateDescriptor;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.TypeInformation;
import dev.weir.benchmarks.nexmark.Auction;
import dev.weir.benchmarks.nexmark.Person;
import dev.weir.benchmarks.nexmark.Seller;
import dev.weir.state.ListState;
import dev.weir.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Joins each auction with its seller, whichever comes first. */
final class SellerJoin extends KeyedCoProcessFunction<Long, Person, Auction, Seller> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<@Nullable Person> person;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ListState<Auction> auctions;

  @Override
  public void open(OpenContext openContext) throws Exception {
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
