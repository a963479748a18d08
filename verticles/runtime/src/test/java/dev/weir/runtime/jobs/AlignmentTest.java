package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.DataStream;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.CheckpointedFunction;
import dev.weir.api.functions.CoMapFunction;
import dev.weir.api.functions.FunctionInitializationContext;
import dev.weir.api.functions.FunctionSnapshotContext;
import dev.weir.api.functions.MapFunction;
import dev.weir.api.types.TypeInformation;
import dev.weir.config.CheckpointingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each record carries the epoch of the subtask that stamped it: the last checkpoint that passed
 * there. At a checkpoint every record seen must be of an earlier epoch, and none of them missing.
 */
final class AlignmentTest {

  @TempDir private Path directory;

  enum Shape {
    UNION,
    CONNECT,
    REBALANCE
  }

  record Stamped(long epoch, long number) {}

  @ParameterizedTest
  @EnumSource(Shape.class)
  void no_record_crosses_a_barrier(Shape shape) throws Exception {
    String id = directory.toString();
    Journal.ALL.put(id, new Journal());
    StreamExecutionEnvironment env = env(CheckpointingMode.EXACTLY_ONCE);
    meet(env, shape, id);

    Jobs.finish(env.executeAsync("aligned"));

    Journal journal = Journal.ALL.get(id);
    assertThat(journal.problems).isEmpty();
    assertThat(journal.checkpoints).hasValueGreaterThan(2);
    journal.sent.forEach(
        (checkpoint, count) ->
            assertThat(journal.seen.get(checkpoint))
                .as("records before barrier %d", checkpoint)
                .hasValue(count.get()));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void at_least_once_all_records_before_a_barrier_are_seen_before_it(Shape shape) throws Exception {
    String id = directory.toString();
    Journal.ALL.put(id, new Journal());
    StreamExecutionEnvironment env = env(CheckpointingMode.AT_LEAST_ONCE);
    meet(env, shape, id);

    Jobs.finish(env.executeAsync("counting"));

    Journal journal = Journal.ALL.get(id);
    journal.sent.forEach(
        (checkpoint, count) ->
            assertThat(journal.seen.get(checkpoint).get()).isGreaterThanOrEqualTo(count.get()));
  }

  private StreamExecutionEnvironment env(CheckpointingMode mode) {
    StreamExecutionEnvironment env =
        Jobs.env(
            Jobs.options(directory).with("channel.frame-records", 16).with("channel.credits", 4));
    env.enableCheckpointing(15, mode);
    return env;
  }

  private static void meet(StreamExecutionEnvironment env, Shape shape, String id) {
    TypeInformation<Stamped> type = TypeInformation.of(Stamped.class);
    DataStream<Stamped> fast = env.fromSequence(1, 60_000).map(new Stamp(id, 0)).returns(type);
    DataStream<Stamped> slow = env.fromSequence(1, 300).map(new Stamp(id, 400_000)).returns(type);
    switch (shape) {
      case UNION ->
          fast.union(slow).map(new Check(id)).returns(type).sinkTo(Ledger.create().sink());
      case CONNECT ->
          fast.keyBy(Stamped::number)
              .connect(slow.keyBy(Stamped::number))
              .map(new CoCheck(id))
              .returns(type)
              .sinkTo(Ledger.create().sink());
      case REBALANCE ->
          fast.union(slow)
              .rebalance()
              .map(new Check(id))
              .returns(type)
              .setParallelism(3)
              .sinkTo(Ledger.create().sink());
    }
  }

  private static final class Journal {
    private static final Map<String, Journal> ALL = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final Map<Long, AtomicLong> sent = new ConcurrentHashMap<>();
    private final Map<Long, AtomicLong> seen = new ConcurrentHashMap<>();
    private final AtomicLong checkpoints = new AtomicLong();

    static Journal of(String id) {
      Journal journal = ALL.get(id);
      if (journal == null) {
        throw new IllegalStateException("no journal " + id);
      }
      return journal;
    }
  }

  private static final class Stamp implements MapFunction<Long, Stamped>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private final String id;
    private final long pauseNanos;
    private long epoch;
    private long count;

    Stamp(String id, long pauseNanos) {
      this.id = id;
      this.pauseNanos = pauseNanos;
    }

    @Override
    public Stamped map(Long value) {
      if (pauseNanos > 0) {
        LockSupport.parkNanos(pauseNanos);
      }
      count++;
      return new Stamped(epoch, value);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      epoch = context.getCheckpointId();
      Journal.of(id).sent.computeIfAbsent(epoch, key -> new AtomicLong()).addAndGet(count);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}
  }

  private static class Check implements MapFunction<Stamped, Stamped>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private final String id;
    private long epoch;
    private long count;

    Check(String id) {
      this.id = id;
    }

    @Override
    public Stamped map(Stamped value) {
      count++;
      if (value.epoch() != epoch) {
        Journal.of(id).problems.add(value + " came in epoch " + epoch);
      }
      return value;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      epoch = context.getCheckpointId();
      Journal journal = Journal.of(id);
      journal.seen.computeIfAbsent(epoch, key -> new AtomicLong()).addAndGet(count);
      journal.checkpoints.incrementAndGet();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}
  }

  private static final class CoCheck extends Check
      implements CoMapFunction<Stamped, Stamped, Stamped> {
    private static final long serialVersionUID = 1L;

    CoCheck(String id) {
      super(id);
    }

    @Override
    public Stamped map1(Stamped value) {
      return map(value);
    }

    @Override
    public Stamped map2(Stamped value) {
      return map(value);
    }
  }
}
