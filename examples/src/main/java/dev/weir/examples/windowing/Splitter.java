package dev.weir.examples.windowing;

import dev.weir.api.Collector;
import dev.weir.api.functions.FlatMapFunction;
import dev.weir.api.tuple.Tuple2;
import java.util.Locale;

/** A line as words in lower case, each with the count 1. */
final class Splitter implements FlatMapFunction<String, Tuple2<String, Integer>> {

  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
    for (String word : line.toLowerCase(Locale.ROOT).split("\\W+")) {
      if (!word.isEmpty()) {
        out.collect(Tuple2.of(word, 1));
      }
    }
  }
}
