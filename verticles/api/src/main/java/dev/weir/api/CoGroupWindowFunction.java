package dev.weir.api;

import dev.weir.api.functions.CoGroupFunction;
import dev.weir.api.functions.WindowFunction;
import dev.weir.api.windowing.windows.Window;
import java.util.ArrayList;
import java.util.List;

/** Parts the records of a window by their stream. */
final class CoGroupWindowFunction<T1, T2, R, K, W extends Window>
    extends FunctionWrapper<CoGroupFunction<T1, T2, R>>
    implements WindowFunction<TaggedUnion<T1, T2>, R, K, W> {

  private static final long serialVersionUID = 1L;

  CoGroupWindowFunction(CoGroupFunction<T1, T2, R> function) {
    super(function);
  }

  @Override
  public void apply(K key, W window, Iterable<TaggedUnion<T1, T2>> input, Collector<R> out)
      throws Exception {
    List<T1> first = new ArrayList<>();
    List<T2> second = new ArrayList<>();
    for (TaggedUnion<T1, T2> record : input) {
      T1 one = record.getOne();
      T2 two = record.getTwo();
      if (one != null) {
        first.add(one);
      } else if (two != null) {
        second.add(two);
      }
    }
    wrapped.coGroup(first, second, out);
  }
}
