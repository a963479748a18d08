package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.functions.ProcessWindowFunction;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.benchmarks.nexmark.Hot;

/** Says of which auction and window a count is. */
final class HotAuction extends ProcessWindowFunction<Long, Hot, Long, TimeWindow> {

  private static final long serialVersionUID = 1L;

  @Override
  public void process(Long auction, Context context, Iterable<Long> counts, Collector<Hot> out) {
    out.collect(new Hot(auction, counts.iterator().next(), context.window().getEnd()));
  }
}
