package dev.weir.api;

import dev.weir.api.functions.CoGroupFunction;
import dev.weir.api.functions.JoinFunction;

/** Joins each record of the first stream with each of the second. */
final class JoinCoGroupFunction<T1, T2, R> extends FunctionWrapper<JoinFunction<T1, T2, R>>
    implements CoGroupFunction<T1, T2, R> {

  private static final long serialVersionUID = 1L;

  JoinCoGroupFunction(JoinFunction<T1, T2, R> function) {
    super(function);
  }

  @Override
  public void coGroup(Iterable<T1> first, Iterable<T2> second, Collector<R> out) throws Exception {
    for (T1 one : first) {
      for (T2 two : second) {
        out.collect(wrapped.join(one, two));
      }
    }
  }
}
