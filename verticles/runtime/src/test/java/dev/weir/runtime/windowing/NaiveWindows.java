package dev.weir.runtime.windowing;

import dev.weir.runtime.windowing.WindowConfig.Assigner;
import dev.weir.runtime.windowing.WindowConfig.Evicts;
import dev.weir.runtime.windowing.WindowConfig.Fires;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What windows do, in the plainest way: all panes in one list, each with all of its records, and
 * everything computed anew whenever a pane fires. Shares no code with what it is to check.
 */
final class NaiveWindows {

  private static final long NEVER = Long.MAX_VALUE;

  private record Held(Reading reading, long timestamp) {}

  /** A window of a key, from start to before end; of global windows the whole of time. */
  private static final class Pane {
    private final String key;
    private final long start;
    private final long max;
    private final List<Held> held = new ArrayList<>();
    private final TreeSet<Long> eventTimers = new TreeSet<>();
    private final TreeSet<Long> processingTimers = new TreeSet<>();
    private long count;
    private @Nullable Long nextFire;

    Pane(String key, long start, long max) {
      this.key = key;
      this.start = start;
      this.max = max;
    }
  }

  private final WindowConfig config;
  private final List<Pane> panes = new ArrayList<>();
  private final List<String> emitted = new ArrayList<>();
  private final List<String> late = new ArrayList<>();
  private long dropped;
  private long watermark = Long.MIN_VALUE;
  private long now;

  NaiveWindows(WindowConfig config) {
    this.config = config;
  }

  List<String> takeEmitted() {
    List<String> taken = List.copyOf(emitted);
    emitted.clear();
    return taken;
  }

  List<String> late() {
    return late;
  }

  long dropped() {
    return dropped;
  }

  void record(Reading reading, long timestamp) {
    boolean taken = false;
    for (Pane window : windowsOf(reading, config.eventTime() ? timestamp : now)) {
      Pane pane = config.isMerging() ? merged(window) : existing(window);
      if (isEventTime() && cleanup(pane) <= watermark) {
        panes.remove(pane);
      } else {
        taken = true;
        pane.held.add(new Held(reading, timestamp));
        onRecord(pane, timestamp);
        timer(pane, isEventTime(), cleanup(pane));
      }
    }
    if (!taken && isEventTime() && timestamp + config.lateness() <= watermark) {
      if (config.lateOutput()) {
        late.add(reading + "@" + timestamp);
      } else {
        dropped++;
      }
    }
  }

  /** Windows that merge are of event time or not, as all are; global ones are not. */
  private boolean isEventTime() {
    return config.eventTime() && config.assigner() != Assigner.GLOBAL;
  }

  private List<Pane> windowsOf(Reading reading, long time) {
    List<Pane> windows = new ArrayList<>();
    switch (config.assigner()) {
      case GLOBAL -> windows.add(new Pane(reading.key(), Long.MIN_VALUE, NEVER));
      case SESSION, DYNAMIC_SESSION ->
          windows.add(new Pane(reading.key(), time, time + config.gapOf(reading) - 1));
      case TUMBLING, SLIDING -> {
        long step = config.assigner() == Assigner.TUMBLING ? config.size() : config.slide();
        for (long start = time; start > time - config.size(); start--) {
          if (Math.floorMod(start - config.offset(), step) == 0) {
            windows.add(new Pane(reading.key(), start, start + config.size() - 1));
          }
        }
      }
    }
    return windows;
  }

  private Pane existing(Pane window) {
    for (Pane pane : panes) {
      if (pane.key.equals(window.key) && pane.start == window.start && pane.max == window.max) {
        return pane;
      }
    }
    panes.add(window);
    return window;
  }

  /** The new window and all that overlap or touch it, as one. */
  private Pane merged(Pane window) {
    List<Pane> joined = new ArrayList<>();
    long start = window.start;
    long max = window.max;
    for (Pane pane : panes) {
      if (pane.key.equals(window.key)
          && pane.start <= window.max + 1
          && pane.max + 1 >= window.start) {
        joined.add(pane);
        start = Math.min(start, pane.start);
        max = Math.max(max, pane.max);
      }
    }
    if (joined.size() == 1 && joined.get(0).start == start && joined.get(0).max == max) {
      return joined.get(0);
    }
    Pane union = new Pane(window.key, start, max);
    panes.removeAll(joined);
    panes.add(union);
    joined.forEach(pane -> take(union, pane));
    if (!joined.isEmpty()) {
      onMerge(union);
    }
    return union;
  }

  private static void take(Pane union, Pane pane) {
    union.held.addAll(pane.held);
    union.count += pane.count;
    if (pane.nextFire != null && (union.nextFire == null || pane.nextFire < union.nextFire)) {
      union.nextFire = pane.nextFire;
    }
  }

  private long cleanup(Pane pane) {
    if (pane.max == NEVER) {
      return NEVER;
    }
    return isEventTime() ? pane.max + config.lateness() : pane.max;
  }

  private static void timer(Pane pane, boolean event, long time) {
    if (time != NEVER) {
      (event ? pane.eventTimers : pane.processingTimers).add(time);
    }
  }

  private void onRecord(Pane pane, long timestamp) {
    switch (config.fires()) {
      case DEFAULT, DEFAULT_PURGING -> {
        if (isEventTime() && pane.max <= watermark) {
          fire(pane);
        } else {
          timer(pane, isEventTime(), pane.max);
        }
      }
      case COUNT, COUNT_PURGING -> {
        pane.count++;
        if (pane.count >= config.n()) {
          pane.count = 0;
          fire(pane);
        }
      }
      case CONTINUOUS_EVENT_TIME -> {
        if (pane.max <= watermark) {
          fire(pane);
        } else {
          timer(pane, true, pane.max);
          if (pane.nextFire == null) {
            next(pane, true, timestamp - Math.floorMod(timestamp, config.n()));
          }
        }
      }
      case CONTINUOUS_PROCESSING_TIME -> {
        if (pane.nextFire == null) {
          next(pane, false, now - Math.floorMod(now, config.n()));
        }
      }
    }
  }

  private void next(Pane pane, boolean event, long after) {
    long time = after + config.n();
    long clock = event ? Long.MIN_VALUE : Math.max(after, now);
    pane.nextFire = pane.max > clock ? Math.min(time, pane.max) : time;
    timer(pane, event, pane.nextFire);
  }

  private void onMerge(Pane pane) {
    if (config.fires() == Fires.CONTINUOUS_EVENT_TIME && pane.nextFire != null) {
      timer(pane, true, pane.nextFire);
    }
    if (config.fires() == Fires.CONTINUOUS_PROCESSING_TIME && pane.nextFire != null) {
      timer(pane, false, pane.nextFire);
    }
    boolean byDefault = config.fires() == Fires.DEFAULT || config.fires() == Fires.DEFAULT_PURGING;
    if (byDefault && pane.max > (isEventTime() ? watermark : now)) {
      timer(pane, isEventTime(), pane.max);
    }
  }

  /** The watermark is told again, and timers run that were registered for a time before it. */
  void restored() {
    runTimers(true, watermark);
  }

  void watermark(long time) {
    watermark = time;
    runTimers(true, time);
  }

  void clock(long time) {
    now = time;
    runTimers(false, time);
  }

  private void runTimers(boolean event, long upTo) {
    Pane due = earliest(event);
    while (due != null && timers(due, event).first() <= upTo) {
      long time = timers(due, event).pollFirst();
      onTimer(due, event, time);
      due = earliest(event);
    }
  }

  private static TreeSet<Long> timers(Pane pane, boolean event) {
    return event ? pane.eventTimers : pane.processingTimers;
  }

  private @Nullable Pane earliest(boolean event) {
    return panes.stream()
        .filter(pane -> !timers(pane, event).isEmpty())
        .min(Comparator.comparing(pane -> timers(pane, event).first()))
        .orElse(null);
  }

  private void onTimer(Pane pane, boolean event, long time) {
    boolean atNext = pane.nextFire != null && pane.nextFire == time;
    switch (config.fires()) {
      case DEFAULT, DEFAULT_PURGING -> {
        if (event == isEventTime() && (!event || time == pane.max)) {
          fire(pane);
        }
      }
      case CONTINUOUS_EVENT_TIME -> {
        if (event && time == pane.max) {
          fire(pane);
        } else if (event && atNext) {
          next(pane, true, time);
          fire(pane);
        }
      }
      case CONTINUOUS_PROCESSING_TIME -> {
        if (!event && atNext) {
          nextAfterFiring(pane, time);
          fire(pane);
        }
      }
      case COUNT, COUNT_PURGING -> {}
    }
    if (event == isEventTime() && time == cleanup(pane)) {
      panes.remove(pane);
    }
  }

  private void nextAfterFiring(Pane pane, long time) {
    long next = time + config.n();
    pane.nextFire = pane.max > time ? Math.min(next, pane.max) : next;
    timer(pane, false, pane.nextFire);
  }

  private void fire(Pane pane) {
    if (pane.held.isEmpty()) {
      return;
    }
    boolean evicts = config.evicts() != Evicts.NOTHING;
    if (evicts && !config.evictAfter()) {
      evict(pane.held);
    }
    emit(pane);
    if (evicts && config.evictAfter()) {
      evict(pane.held);
    }
    if (config.fires() == Fires.DEFAULT_PURGING || config.fires() == Fires.COUNT_PURGING) {
      pane.held.clear();
    }
  }

  private void evict(List<Held> held) {
    if (config.evicts() == Evicts.COUNT) {
      while (held.size() > config.evicted()) {
        held.remove(0);
      }
    } else {
      long newest = held.stream().mapToLong(Held::timestamp).max().orElse(0);
      held.removeIf(each -> each.timestamp() <= newest - config.evicted());
    }
  }

  private void emit(Pane pane) {
    List<Reading> readings = pane.held.stream().map(Held::reading).toList();
    String window =
        pane.key
            + " "
            + (pane.max == NEVER ? "all" : "[" + pane.start + "," + (pane.max + 1) + ")");
    long sum = readings.stream().mapToLong(Reading::value).sum();
    long max = readings.stream().mapToLong(Reading::value).max().orElse(0);
    Reading first = readings.isEmpty() ? Reading.of("", 0) : readings.get(0);
    Reading added = new Reading(pane.key, sum, first.id());
    String tally = readings.size() + ":" + sum;
    String result =
        switch (config.kind()) {
          case REDUCE, SUM -> added.toString();
          case REDUCE_TO_LAST -> readings.isEmpty() ? "" : last(readings).toString();
          case MAX -> new Reading(pane.key, max, first.id()).toString();
          case MIN_BY -> least(readings);
          case AGGREGATE -> tally;
          case AGGREGATE_PROCESS -> window + " [" + tally + "]";
          case REDUCE_APPLY -> window + " " + added;
          case PROCESS -> window + " " + ids(readings);
        };
    boolean ofNothing = readings.isEmpty();
    boolean toldOfNothing =
        switch (config.kind()) {
          case PROCESS, AGGREGATE, AGGREGATE_PROCESS -> true;
          default -> false;
        };
    if (!ofNothing || toldOfNothing) {
      emitted.add(result + "@" + pane.max);
    }
  }

  private static Reading last(List<Reading> readings) {
    return readings.get(readings.size() - 1);
  }

  private static String least(List<Reading> readings) {
    return readings.stream()
        .min(Comparator.comparingLong(Reading::value))
        .map(Reading::toString)
        .orElse("");
  }

  private List<String> ids(List<Reading> readings) {
    List<String> ids = new ArrayList<>();
    readings.forEach(reading -> ids.add("#" + reading.id()));
    if (config.isMerging()) {
      ids.sort(null);
    }
    return ids;
  }
}
