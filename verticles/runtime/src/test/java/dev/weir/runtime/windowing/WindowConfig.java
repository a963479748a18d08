package dev.weir.runtime.windowing;

import dev.weir.api.Collector;
import dev.weir.api.DataStream;
import dev.weir.api.KeyedStream;
import dev.weir.api.OutputTag;
import dev.weir.api.WindowedStream;
import dev.weir.api.functions.ProcessWindowFunction;
import dev.weir.api.functions.WindowFunction;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.api.windowing.assigners.GlobalWindows;
import dev.weir.api.windowing.assigners.ProcessingTimeSessionWindows;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.SlidingProcessingTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingProcessingTimeWindows;
import dev.weir.api.windowing.assigners.WindowAssigner;
import dev.weir.api.windowing.evictors.CountEvictor;
import dev.weir.api.windowing.evictors.TimeEvictor;
import dev.weir.api.windowing.triggers.ContinuousEventTimeTrigger;
import dev.weir.api.windowing.triggers.ContinuousProcessingTimeTrigger;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.api.windowing.triggers.PurgingTrigger;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.api.windowing.windows.Window;
import dev.weir.config.AggregationPhases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Windows as a program may ask for them, chosen at random. Where windows merge, the order of their
 * records is nobody's business, so nothing is asked that depends on it. Those of processing time
 * start and end at even times; where the clock shows even times only, no record comes in the very
 * millisecond in which its window fires.
 *
 * @param n the count of count triggers, or the interval of continuous ones
 * @param evicted how many records or milliseconds the evictor keeps
 */
record WindowConfig(
    Assigner assigner,
    boolean eventTime,
    long size,
    long slide,
    long offset,
    Fires fires,
    long n,
    Evicts evicts,
    long evicted,
    boolean evictAfter,
    long lateness,
    boolean lateOutput,
    Kind kind) {

  /** Which windows there are. */
  enum Assigner {
    TUMBLING,
    SLIDING,
    SESSION,
    DYNAMIC_SESSION,
    GLOBAL
  }

  /** When they fire. */
  enum Fires {
    DEFAULT,
    DEFAULT_PURGING,
    COUNT,
    COUNT_PURGING,
    CONTINUOUS_EVENT_TIME,
    CONTINUOUS_PROCESSING_TIME
  }

  /** What an evictor takes out. */
  enum Evicts {
    NOTHING,
    COUNT,
    TIME
  }

  /** What is made of their contents. */
  enum Kind {
    REDUCE,
    REDUCE_TO_LAST,
    SUM,
    MAX,
    MIN_BY,
    AGGREGATE,
    AGGREGATE_PROCESS,
    REDUCE_APPLY,
    PROCESS
  }

  static final OutputTag<Reading> LATE = new OutputTag<>("late") {};

  static WindowConfig random(Random random) {
    Assigner assigner = pick(random, Assigner.values());
    boolean eventTime = random.nextInt(3) > 0;
    long slide = 1L + random.nextInt(6);
    long size =
        assigner == Assigner.SLIDING ? 1 + random.nextInt((int) slide * 4) : 1 + random.nextInt(12);
    Fires fires = random.nextInt(2) == 0 ? Fires.DEFAULT : pick(random, Fires.values());
    if (assigner == Assigner.GLOBAL) {
      fires = random.nextBoolean() ? Fires.COUNT : Fires.COUNT_PURGING;
    }
    boolean merging = assigner == Assigner.SESSION || assigner == Assigner.DYNAMIC_SESSION;
    Evicts evicts = random.nextInt(4) > 0 ? Evicts.NOTHING : pick(random, Evicts.values());
    Kind kind = pick(random, Kind.values());
    long sign = random.nextBoolean() ? 1L : -1L;
    long shift = sign * random.nextInt((int) Math.min(size, slide));
    int unit = eventTime ? 1 : 2;
    return new WindowConfig(
        assigner,
        eventTime,
        size * unit,
        slide * unit,
        shift * unit,
        fires,
        1 + random.nextInt(5),
        merging && evicts == Evicts.COUNT ? Evicts.TIME : evicts,
        1 + random.nextInt(5),
        random.nextBoolean(),
        random.nextBoolean() ? 0 : random.nextInt(10),
        random.nextBoolean(),
        merging && kind == Kind.REDUCE_TO_LAST ? Kind.REDUCE : kind);
  }

  private static <E> E pick(Random random, E[] values) {
    return values[random.nextInt(values.length)];
  }

  boolean isMerging() {
    return assigner == Assigner.SESSION || assigner == Assigner.DYNAMIC_SESSION;
  }

  /** Of a dynamic session: from 1 to {@code size}. */
  long gapOf(Reading reading) {
    return assigner == Assigner.SESSION ? size : 1 + Math.floorMod(reading.value(), size);
  }

  /**
   * @param generic whether windows that could be sliced shall not be
   */
  DataStream<?> program(KeyedStream<Reading, String> readings, boolean generic) {
    return assigner == Assigner.GLOBAL
        ? finish(readings.window(GlobalWindows.create()), generic)
        : finish(readings.window(timeAssigner()), generic);
  }

  private WindowAssigner<? super Reading, TimeWindow> timeAssigner() {
    Duration length = Duration.ofMillis(size);
    Duration step = Duration.ofMillis(slide);
    Duration shift = Duration.ofMillis(offset);
    long longest = size;
    return switch (assigner) {
      case TUMBLING ->
          eventTime
              ? TumblingEventTimeWindows.of(length, shift)
              : TumblingProcessingTimeWindows.of(length, shift);
      case SLIDING ->
          eventTime
              ? SlidingEventTimeWindows.of(length, step, shift)
              : SlidingProcessingTimeWindows.of(length, step, shift);
      case SESSION ->
          eventTime
              ? EventTimeSessionWindows.withGap(length)
              : ProcessingTimeSessionWindows.withGap(length);
      case DYNAMIC_SESSION ->
          eventTime
              ? EventTimeSessionWindows.withDynamicGap(
                  (Reading reading) -> 1 + Math.floorMod(reading.value(), longest))
              : ProcessingTimeSessionWindows.withDynamicGap(
                  (Reading reading) -> 1 + Math.floorMod(reading.value(), longest));
      case GLOBAL -> throw new IllegalStateException("global windows are no time windows");
    };
  }

  private <W extends Window> DataStream<?> finish(
      WindowedStream<Reading, String, W> windows, boolean generic) {
    windows.allowedLateness(Duration.ofMillis(lateness));
    windows.aggregationPhases(AggregationPhases.TWO_PHASE);
    if (lateOutput) {
      windows.sideOutputLateData(LATE);
    }
    setTrigger(windows, generic);
    if (evicts == Evicts.COUNT) {
      windows.evictor(CountEvictor.of(evicted, evictAfter));
    } else if (evicts == Evicts.TIME) {
      windows.evictor(TimeEvictor.of(Duration.ofMillis(evicted), evictAfter));
    }
    return results(windows);
  }

  private <W extends Window> void setTrigger(
      WindowedStream<Reading, String, W> windows, boolean generic) {
    switch (fires) {
      case DEFAULT -> {
        if (generic) {
          windows.trigger(new SameTrigger<>(defaultTrigger()));
        }
      }
      case DEFAULT_PURGING -> windows.trigger(PurgingTrigger.of(defaultTrigger()));
      case COUNT -> windows.trigger(CountTrigger.of(n));
      case COUNT_PURGING -> windows.trigger(PurgingTrigger.of(CountTrigger.of(n)));
      case CONTINUOUS_EVENT_TIME ->
          windows.trigger(ContinuousEventTimeTrigger.of(Duration.ofMillis(n)));
      case CONTINUOUS_PROCESSING_TIME ->
          windows.trigger(ContinuousProcessingTimeTrigger.of(Duration.ofMillis(n)));
    }
  }

  @SuppressWarnings("unchecked") // a trigger of these assigners takes any record
  private <W extends Window> Trigger<Reading, W> defaultTrigger() {
    return (Trigger<Reading, W>) timeAssigner().getDefaultTrigger();
  }

  private <W extends Window> DataStream<?> results(WindowedStream<Reading, String, W> windows) {
    return switch (kind) {
      case REDUCE -> windows.reduce(WindowConfig::add);
      case REDUCE_TO_LAST -> windows.reduce((first, second) -> second);
      case SUM -> windows.sum("value");
      case MAX -> windows.max("value");
      case MIN_BY -> windows.minBy("value");
      case AGGREGATE -> windows.aggregate(new Tally());
      case AGGREGATE_PROCESS ->
          windows.aggregate(
              new Tally(),
              new Described<>(false),
              Types.POJO(Tally.Accumulator.class),
              Types.STRING);
      case REDUCE_APPLY -> windows.reduce(WindowConfig::add, new Applied<>(), Types.STRING);
      case PROCESS -> windows.process(new Described<>(isMerging()), Types.STRING);
    };
  }

  static Reading add(Reading first, Reading second) {
    return new Reading(first.key(), first.value() + second.value(), first.id());
  }

  /** Tells what it is given. Merged windows hold their records in no particular order. */
  private static final class Described<E, W extends Window>
      extends ProcessWindowFunction<E, String, String, W> {

    private final boolean sorted;

    Described(boolean sorted) {
      this.sorted = sorted;
    }

    @Override
    public void process(String key, Context context, Iterable<E> elements, Collector<String> out) {
      List<String> texts = new ArrayList<>();
      elements.forEach(element -> texts.add(text(element)));
      if (sorted) {
        texts.sort(null);
      }
      out.collect(key + " " + name(context.window()) + " " + texts);
    }
  }

  private static final class Applied<W extends Window>
      implements WindowFunction<Reading, String, String, W> {

    @Override
    public void apply(String key, W window, Iterable<Reading> input, Collector<String> out) {
      for (Reading reading : input) {
        out.collect(key + " " + name(window) + " " + reading);
      }
    }
  }

  static String text(Object element) {
    return element instanceof Reading reading ? "#" + reading.id() : String.valueOf(element);
  }

  static String name(Window window) {
    return window instanceof TimeWindow time
        ? "[" + time.getStart() + "," + time.getEnd() + ")"
        : "all";
  }
}
