package dev.weir.benchmarks.cell;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * What is counted while a cell runs. Engines copy functions by writing and reading them, so a
 * function holds the {@link #id()} and finds the measurement when it is first called. Thread-safe.
 */
public final class Measurement implements AutoCloseable {

  private static final Map<String, Measurement> OPEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final List<Lane> lanes = new CopyOnWriteArrayList<>();
  private final Map<Long, Long> checkpoints = new ConcurrentSkipListMap<>();
  private final LongAdder outputs = new LongAdder();
  private final LongAdder checksum = new LongAdder();

  private final List<Delays> delays = new CopyOnWriteArrayList<>();
  private final Schedule schedule;
  private final Disaster disaster;
  private final long warmOffset;

  private Measurement(Load load) {
    schedule = new Schedule(load.perSecond());
    disaster = new Disaster(load);
    warmOffset = (long) (load.events() * Throughput.WARM);
  }

  /** A new measurement, found by its id until it is closed. */
  public static Measurement open(Load load) {
    Measurement measurement = new Measurement(load);
    OPEN.put(measurement.id, measurement);
    return measurement;
  }

  /** Whether there is an open measurement of an id. */
  public static boolean isOpen(String id) {
    return OPEN.containsKey(id);
  }

  /** The open measurement of an id. */
  public static Measurement find(String id) {
    Measurement measurement = OPEN.get(id);
    if (measurement == null) {
      throw new IllegalStateException("No measurement " + id + " is open in this process");
    }
    return measurement;
  }

  /** What functions keep to find this again. */
  public String id() {
    return id;
  }

  /** A counter for one source thread. */
  public Lane lane() {
    Lane lane = new Lane();
    lanes.add(lane);
    return lane;
  }

  /** The records made so far, up to a few hundred less for each lane. */
  public long produced() {
    long sum = 0;
    for (Lane lane : lanes) {
      sum += lane.published.get();
    }
    return sum;
  }

  /** Adds results of one sink; called once per batch, checkpoint or stream. */
  public void results(long count, long fingerprints) {
    outputs.add(count);
    checksum.add(fingerprints);
  }

  /** A completed checkpoint; telling it twice changes nothing. */
  public void checkpoint(long checkpointId, long durationMillis) {
    checkpoints.put(checkpointId, durationMillis);
  }

  /** When records are due, for workloads at a fixed rate. */
  public Schedule schedule() {
    return schedule;
  }

  /** The failure of the workload that has one. */
  public Disaster disaster() {
    return disaster;
  }

  /** Takes the delays of one sink; asked for after the schedule has begun. */
  public Delays delays() {
    Delays one = new Delays(schedule.dueNanos(warmOffset));
    delays.add(one);
    return one;
  }

  /** All delays in nanoseconds; asked for when no sink is writing any more. */
  public Histogram delayNanos() {
    Histogram sum = new Histogram(3);
    delays.forEach(one -> sum.add(one.nanos()));
    return sum;
  }

  /** The results so far. */
  public Result result() {
    return new Result(outputs.sum(), checksum.sum());
  }

  /** Durations of the completed checkpoints in milliseconds, the oldest first. */
  public List<Long> checkpointMillis() {
    return List.copyOf(checkpoints.values());
  }

  @Override
  public void close() {
    schedule.close();
    OPEN.remove(id);
  }

  /** Counts the records of one thread; cheap enough for every record. */
  public static final class Lane {

    private static final int PUBLISH_EVERY = 256;

    private final AtomicLong published = new AtomicLong();
    private long count;

    private Lane() {}

    /** One record more. */
    public void one() {
      if ((++count & (PUBLISH_EVERY - 1)) == 0) {
        published.lazySet(count);
      }
    }

    /** Many records more. */
    public void many(int records) {
      count += records;
      published.lazySet(count);
    }
  }
}
