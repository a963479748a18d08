package dev.weir.examples.wordcount;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.state.ValueState;

/** Counts each word, and tells the count each time the word comes. */
final class RunningCount extends KeyedProcessFunction<String, String, WordCount> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set by open()
  private transient ValueState<Long> count;

  @Override
  public void open(OpenContext openContext) throws Exception {
    count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public void processElement(String word, Context ctx, Collector<WordCount> out) throws Exception {
    Long before = count.value();
    long now = before == null ? 1 : before + 1;
    count.update(now);
    out.collect(new WordCount(word, now));
  }
}
