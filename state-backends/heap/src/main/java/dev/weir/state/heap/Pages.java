package dev.weir.state.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** The pages of a directory, each once. */
final class Pages {

  private Pages() {}

  static <P> List<P> distinct(P[] directory, ToIntFunction<P> depth) {
    List<P> pages = new ArrayList<>();
    for (int i = 0; i < directory.length; ) {
      P page = directory[i];
      pages.add(page);
      i += PagedTable.aliases(directory.length, depth.applyAsInt(page));
    }
    return pages;
  }
}
