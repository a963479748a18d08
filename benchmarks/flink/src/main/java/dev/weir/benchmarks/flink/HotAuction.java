package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.nexmark.Hot;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Says of which auction and window a count is. */
final class HotAuction extends ProcessWindowFunction<Long, Hot, Long, TimeWindow> {

  private static final long serialVersionUID = 1L;

  @Override
  public void process(Long auction, Context context, Iterable<Long> counts, Collector<Hot> out) {
    out.collect(new Hot(auction, counts.iterator().next(), context.window().getEnd()));
  }
}
