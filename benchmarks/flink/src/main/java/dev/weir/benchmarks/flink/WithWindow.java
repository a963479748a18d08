package dev.weir.benchmarks.flink;

import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Says of which key and window a count is. */
final class WithWindow
    extends ProcessWindowFunction<Long, Tuple3<Long, Long, Long>, Long, TimeWindow> {

  private static final long serialVersionUID = 1L;

  @Override
  public void process(
      Long key, Context context, Iterable<Long> counts, Collector<Tuple3<Long, Long, Long>> out) {
    out.collect(Tuple3.of(key, context.window().getStart(), counts.iterator().next()));
  }
}
