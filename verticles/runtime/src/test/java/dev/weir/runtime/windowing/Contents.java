package dev.weir.runtime.windowing;

import dev.weir.api.Collector;
import dev.weir.api.functions.ProcessWindowFunction;
import dev.weir.api.windowing.windows.Window;
import java.util.ArrayList;
import java.util.List;

/** Tells key, window and the values of a window: {@code a [0,3) [1, 2]}. */
final class Contents<W extends Window> extends ProcessWindowFunction<Reading, String, String, W> {

  @Override
  public void process(
      String key, Context context, Iterable<Reading> elements, Collector<String> out) {
    List<Long> values = new ArrayList<>();
    elements.forEach(reading -> values.add(reading.value()));
    out.collect(key + " " + WindowConfig.name(context.window()) + " " + values);
  }
}
