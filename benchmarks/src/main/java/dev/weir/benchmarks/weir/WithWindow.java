package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.functions.ProcessWindowFunction;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.benchmarks.weir.WeirJobs.WindowCount;

/** Says of which key and window a count is. */
final class WithWindow extends ProcessWindowFunction<Long, WindowCount, Long, TimeWindow> {

  private static final long serialVersionUID = 1L;

  @Override
  public void process(
      Long key, Context context, Iterable<Long> counts, Collector<WindowCount> out) {
    out.collect(new WindowCount(key, context.window().getStart(), counts.iterator().next()));
  }
}
