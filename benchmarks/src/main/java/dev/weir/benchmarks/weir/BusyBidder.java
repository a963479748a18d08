package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.functions.ProcessWindowFunction;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.benchmarks.nexmark.Busy;

/** Says of which bidder and window a count is. */
final class BusyBidder extends ProcessWindowFunction<Long, Busy, Long, TimeWindow> {

  private static final long serialVersionUID = 1L;

  @Override
  public void process(Long bidder, Context context, Iterable<Long> counts, Collector<Busy> out) {
    out.collect(new Busy(bidder, context.window().getStart(), counts.iterator().next()));
  }
}
