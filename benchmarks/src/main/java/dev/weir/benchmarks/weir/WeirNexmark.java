package dev.weir.benchmarks.weir;

import dev.weir.api.DataStream;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingProcessingTimeWindows;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.nexmark.Auction;
import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Busy;
import dev.weir.benchmarks.nexmark.Change;
import dev.weir.benchmarks.nexmark.Closed;
import dev.weir.benchmarks.nexmark.Event;
import dev.weir.benchmarks.nexmark.Hot;
import dev.weir.benchmarks.nexmark.Offer;
import dev.weir.benchmarks.nexmark.Person;
import dev.weir.benchmarks.nexmark.Prints;
import dev.weir.benchmarks.nexmark.Query;
import dev.weir.benchmarks.nexmark.Seller;
import dev.weir.benchmarks.nexmark.Site;
import dev.weir.config.AggregationPhases;
import java.time.Duration;

/** The queries of Nexmark in the DataStream API. */
final class WeirNexmark {

  private static final TypeInformation<Bid> BID = TypeInformation.of(Bid.class);
  private static final TypeInformation<Change> CHANGE = TypeInformation.of(Change.class);
  private static final Duration WINDOW = Duration.ofMillis(Query.WINDOW_MILLIS);

  private final String measurement;
  private final DataStream<Event> events;

  WeirNexmark(StreamExecutionEnvironment env, Cell cell, String measurement) {
    this.measurement = measurement;
    this.events =
        env.fromSource(
            new StripedSource<Event>(
                cell,
                measurement,
                (offset, due) -> Site.event(offset),
                Types.ONE_OF(Event.class, Person.class, Auction.class, Bid.class)),
            WatermarkStrategy.<Event>forMonotonousTimestamps()
                .withTimestampAssigner((event, before) -> event.time()),
            "Site");
  }

  void define(Cell cell) {
    switch (cell.workload()) {
      case NEXMARK_Q0 -> sinkBids(bids());
      case NEXMARK_Q1 -> sinkBids(bids().map(Query::inEuro, BID));
      case NEXMARK_Q2 -> sinkBids(bids().filter(Query::chosen));
      case NEXMARK_Q3 -> localSellers();
      case NEXMARK_Q4 -> averagePrices();
      case NEXMARK_Q5 -> hotAuctions();
      case NEXMARK_Q7 -> highestBid();
      case NEXMARK_Q8 -> newSellers();
      case NEXMARK_Q11 -> sessions();
      case NEXMARK_Q12 -> clockWindows();
      case NEXMARK_Q18 ->
          sinkChanges(
              bids().keyBy(Query::bidderAndAuction, Types.LONG).process(new LatestBid(), CHANGE));
      case NEXMARK_Q19 ->
          sinkChanges(bids().keyBy(Bid::auction, Types.LONG).process(new HighestBids(), CHANGE));
      case NEXMARK_Q20 -> offers();
      default -> throw new IllegalArgumentException(cell.workload() + " is not of Nexmark");
    }
  }

  private DataStream<Bid> bids() {
    return events.filter(event -> event instanceof Bid).map(event -> (Bid) event, BID);
  }

  private DataStream<Auction> auctions() {
    return events
        .filter(event -> event instanceof Auction)
        .map(event -> (Auction) event, TypeInformation.of(Auction.class));
  }

  private DataStream<Person> people() {
    return events
        .filter(event -> event instanceof Person)
        .map(event -> (Person) event, TypeInformation.of(Person.class));
  }

  private void localSellers() {
    people()
        .filter(Query::lives)
        .keyBy(Person::id, Types.LONG)
        .connect(
            auctions()
                .filter(auction -> auction.category() == Query.CATEGORY)
                .keyBy(Auction::seller, Types.LONG))
        .process(new SellerJoin(), TypeInformation.of(Seller.class))
        .sinkTo(
            new ChecksumSink<Seller>(
                measurement, seller -> Prints.of(seller.person(), seller.auction())));
  }

  private void averagePrices() {
    sinkChanges(
        auctions()
            .keyBy(Auction::id, Types.LONG)
            .connect(bids().keyBy(Bid::auction, Types.LONG))
            .process(new ClosingPrice(), TypeInformation.of(Closed.class))
            .keyBy(Closed::category, Types.LONG)
            .process(new CategoryAverage(), CHANGE));
  }

  private void hotAuctions() {
    bids()
        .keyBy(Bid::auction, Types.LONG)
        .window(SlidingEventTimeWindows.of(WINDOW, Duration.ofMillis(Query.SLIDE_MILLIS)))
        .aggregationPhases(AggregationPhases.TWO_PHASE)
        .aggregate(new Count<>(), new HotAuction(), Types.LONG, TypeInformation.of(Hot.class))
        .keyBy(Hot::windowEnd, Types.LONG)
        .window(TumblingEventTimeWindows.of(Duration.ofMillis(Query.SLIDE_MILLIS)))
        .aggregationPhases(AggregationPhases.TWO_PHASE)
        .reduce((first, second) -> first.hotter(second))
        .sinkTo(
            new ChecksumSink<Hot>(
                measurement, hot -> Prints.of(hot.auction(), hot.count(), hot.windowEnd())));
  }

  private void highestBid() {
    sinkBids(
        bids()
            .windowAll(TumblingEventTimeWindows.of(WINDOW))
            .aggregationPhases(AggregationPhases.TWO_PHASE)
            .reduce((first, second) -> second.beats(first) ? second : first));
  }

  private void newSellers() {
    people()
        .join(auctions())
        .where(Person::id, Types.LONG)
        .equalTo(Auction::seller, Types.LONG)
        .window(TumblingEventTimeWindows.of(WINDOW))
        .apply(Seller::of, TypeInformation.of(Seller.class))
        .sinkTo(
            new ChecksumSink<Seller>(
                measurement, seller -> Prints.of(seller.person(), seller.auction())));
  }

  private void sessions() {
    bids()
        .keyBy(Bid::bidder, Types.LONG)
        .window(EventTimeSessionWindows.withGap(WINDOW))
        .aggregate(new Count<>(), new BusyBidder(), Types.LONG, TypeInformation.of(Busy.class))
        .sinkTo(
            new ChecksumSink<Busy>(
                measurement, busy -> Prints.of(busy.bidder(), busy.windowStart(), busy.count())));
  }

  /** Which windows the clock makes is chance; their counts add up to the same in any case. */
  private void clockWindows() {
    bids()
        .keyBy(Bid::bidder, Types.LONG)
        .window(TumblingProcessingTimeWindows.of(Duration.ofMillis(Query.CLOCK_WINDOW_MILLIS)))
        .aggregate(new Count<>(), new BusyBidder(), Types.LONG, TypeInformation.of(Busy.class))
        .sinkTo(
            new ChecksumSink<Busy>(
                measurement, busy -> Prints.ofPart(busy.bidder(), busy.count()), Busy::count));
  }

  private void offers() {
    auctions()
        .keyBy(Auction::id, Types.LONG)
        .connect(bids().keyBy(Bid::auction, Types.LONG))
        .process(new OfferJoin(), TypeInformation.of(Offer.class))
        .sinkTo(
            new ChecksumSink<Offer>(
                measurement, offer -> Prints.of(offer.bid().print(), offer.auction().id())));
  }

  private void sinkBids(DataStream<Bid> bids) {
    bids.sinkTo(new ChecksumSink<Bid>(measurement, Bid::print));
  }

  private void sinkChanges(DataStream<Change> changes) {
    changes.sinkTo(new ChecksumSink<Change>(measurement, Change::print, Change::sign));
  }
}
