package dev.weir.benchmarks.jet;

import com.hazelcast.jet.aggregate.AggregateOperation1;
import com.hazelcast.jet.aggregate.AggregateOperations;
import com.hazelcast.jet.datamodel.KeyedWindowResult;
import com.hazelcast.jet.datamodel.WindowResult;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.StreamStage;
import com.hazelcast.jet.pipeline.WindowDefinition;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Event;
import dev.weir.benchmarks.nexmark.Hot;
import dev.weir.benchmarks.nexmark.Prints;
import dev.weir.benchmarks.nexmark.Query;
import dev.weir.benchmarks.nexmark.Site;

/** The queries of Nexmark that pipelines of Jet express without processors of one's own. */
final class JetNexmark {

  private final Cell cell;
  private final String measurement;
  private final StreamStage<Event> events;

  JetNexmark(Pipeline pipeline, Cell cell, String measurement) {
    this.cell = cell;
    this.measurement = measurement;
    this.events =
        pipeline
            .readFrom(
                StripedGenerator.<Event>source(
                    measurement, cell, (offset, due) -> Site.event(offset)))
            .withTimestamps(Event::time, 0)
            .setLocalParallelism(cell.parallelism());
  }

  void define() {
    switch (cell.workload()) {
      case NEXMARK_Q0 -> sinkBids(bids());
      case NEXMARK_Q1 -> sinkBids(bids().map(Query::inEuro));
      case NEXMARK_Q2 -> sinkBids(bids().filter(Query::chosen));
      case NEXMARK_Q5 -> hotAuctions();
      case NEXMARK_Q7 -> highestBid();
      case NEXMARK_Q11 -> sessions();
      default ->
          throw new IllegalArgumentException(
              cell.workload().label()
                  + " is not written for Jet, expected q0, q1, q2, q5, q7, q11");
    }
  }

  private StreamStage<Bid> bids() {
    return events.filter(event -> event instanceof Bid).map(event -> (Bid) event);
  }

  private void hotAuctions() {
    bids()
        .groupingKey(Bid::auction)
        .window(WindowDefinition.sliding(Query.WINDOW_MILLIS, Query.SLIDE_MILLIS))
        .aggregate(AggregateOperations.counting())
        .setLocalParallelism(cell.parallelism())
        .map(counted -> new Hot(counted.key(), counted.result(), counted.end()))
        .window(WindowDefinition.tumbling(Query.SLIDE_MILLIS))
        .aggregate(hottest())
        .map(WindowResult::result)
        .writeTo(
            ChecksumSink.of(
                measurement,
                (Hot hot) -> Prints.of(hot.auction(), hot.count(), hot.windowEnd()),
                1));
  }

  private static AggregateOperation1<Hot, ?, Hot> hottest() {
    return AggregateOperations.maxBy(
        (first, second) -> first.equals(second) ? 0 : first.hotter(second).equals(first) ? 1 : -1);
  }

  private void highestBid() {
    bids()
        .window(WindowDefinition.tumbling(Query.WINDOW_MILLIS))
        .aggregate(
            AggregateOperations.maxBy(
                (first, second) -> first.equals(second) ? 0 : first.beats(second) ? 1 : -1))
        .writeTo(
            ChecksumSink.of(
                measurement, (WindowResult<Bid> highest) -> highest.result().print(), 1));
  }

  private void sessions() {
    bids()
        .groupingKey(Bid::bidder)
        .window(WindowDefinition.session(Query.WINDOW_MILLIS))
        .aggregate(AggregateOperations.counting())
        .setLocalParallelism(cell.parallelism())
        .writeTo(
            ChecksumSink.of(
                measurement,
                (KeyedWindowResult<Long, Long> busy) ->
                    Prints.of(busy.key(), busy.start(), busy.result()),
                cell.parallelism()));
  }

  private void sinkBids(StreamStage<Bid> bids) {
    bids.setLocalParallelism(cell.parallelism())
        .writeTo(ChecksumSink.of(measurement, Bid::print, cell.parallelism()));
  }
}
