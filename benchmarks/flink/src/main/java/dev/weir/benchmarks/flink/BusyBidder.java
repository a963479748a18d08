package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.nexmark.Busy;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Says of which bidder and window a count is. */
final class BusyBidder extends ProcessWindowFunction<Long, Busy, Long, TimeWindow> {

  private static final long serialVersionUID = 1L;

  @Override
  public void process(Long bidder, Context context, Iterable<Long> counts, Collector<Busy> out) {
    out.collect(new Busy(bidder, context.window().getStart(), counts.iterator().next()));
  }
}
