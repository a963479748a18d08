package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Collector;
import dev.weir.api.DataStream;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.CoMapFunction;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.config.Configuration;
import dev.weir.state.ValueState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random job graphs with failures at random records and checkpoints at random intervals. Beside the
 * graph a model keeps, for each stream, the multiset of records that must come out of it.
 */
final class RandomJobTest {

  @TempDir private Path directory;

  @RepeatedTest(8)
  void every_record_comes_out_exactly_as_often_as_it_should() throws Exception {
    long seed = Seeds.seed("random job");
    Random random = new Random(seed);
    Ledger ledger = Ledger.create();
    StreamExecutionEnvironment env = env(random);
    Set<Integer> failures = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      failures.add(1 + random.nextInt(6_000));
    }
    Faults faults = Faults.when(failures::contains);
    Graph graph = new Graph(env, random, faults.handle());
    graph.grow(3 + random.nextInt(8));
    Modelled end = graph.end();
    end.stream().map(number -> number).returns(Long.class).sinkTo(ledger.sink());

    Jobs.finish(env.executeAsync("random"));

    assertThat(multiset(ledger.lines()))
        .as("seed %d, %d failures", seed, faults.thrown())
        .isEqualTo(end.expected());
  }

  private StreamExecutionEnvironment env(Random random) {
    Configuration options =
        Jobs.options(directory)
            .with("state.backend", random.nextInt(4) == 0 ? "rocksdb" : "heap")
            .with("job.parallelism", 1 + random.nextInt(4))
            .with("job.max-parallelism", 16)
            .with("job.chaining", random.nextInt(3) > 0)
            .with("channel.frame-records", 1 + random.nextInt(64))
            .with("channel.credits", 1 + random.nextInt(4));
    StreamExecutionEnvironment env = Jobs.env(options);
    env.enableCheckpointing(10 + random.nextInt(90));
    env.getCheckpointConfig().setMaxConcurrentCheckpoints(1 + random.nextInt(2));
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(100, 5));
    return env;
  }

  private static Map<Long, Integer> multiset(List<String> lines) {
    Map<Long, Integer> counts = new HashMap<>();
    lines.forEach(line -> counts.merge(Long.valueOf(line), 1, Integer::sum));
    return counts;
  }

  /** A stream and what must come out of it. */
  private record Modelled(DataStream<Long> stream, Map<Long, Integer> expected) {}

  /** A job graph that grows at random. */
  private static final class Graph {
    private final StreamExecutionEnvironment env;
    private final Random random;
    private final Faults.Handle faults;
    private final List<Modelled> open = new ArrayList<>();

    Graph(StreamExecutionEnvironment env, Random random, Faults.Handle faults) {
      this.env = env;
      this.random = random;
      this.faults = faults;
      addSource();
    }

    void grow(int operators) {
      for (int i = 0; i < operators; i++) {
        switch (random.nextInt(8)) {
          case 0 -> addSource();
          case 1 -> open.add(union(take(), take()));
          case 2 -> open.add(connect(take(), take()));
          case 3 -> fork(take());
          case 4 -> open.add(count(take()));
          case 5 -> open.add(filter(take()));
          default -> open.add(map(take()));
        }
      }
    }

    Modelled end() {
      Modelled all = take();
      while (!open.isEmpty()) {
        all = union(all, take());
      }
      return all;
    }

    private Modelled take() {
      if (open.isEmpty()) {
        addSource();
      }
      return open.remove(random.nextInt(open.size()));
    }

    private void addSource() {
      int count = 1 + random.nextInt(2_000);
      Map<Long, Integer> expected = new HashMap<>();
      for (long number = 0; number < count; number++) {
        expected.put(number, 1);
      }
      open.add(new Modelled(env.fromSequence(0, count - 1), expected));
    }

    private DataStream<Long> partitioned(DataStream<Long> stream) {
      return switch (random.nextInt(7)) {
        case 0 -> stream.rebalance();
        case 1 -> stream.shuffle();
        case 2 -> stream.rescale();
        case 3 -> stream.global();
        case 4 -> stream.partitionCustom((key, count) -> (int) (key % count), number -> number);
        default -> stream;
      };
    }

    private Modelled map(Modelled from) {
      Faults.Handle injected = faults;
      var mapped =
          partitioned(from.stream)
              .map(
                  number -> {
                    injected.pass();
                    return number + 1;
                  })
              .returns(Long.class);
      if (random.nextInt(3) == 0) {
        mapped.setParallelism(1 + random.nextInt(4));
      }
      return new Modelled(mapped, shifted(from.expected, 1));
    }

    private Modelled filter(Modelled from) {
      Map<Long, Integer> expected = new HashMap<>(from.expected);
      expected.keySet().removeIf(number -> number % 3 == 0);
      return new Modelled(partitioned(from.stream).filter(number -> number % 3 != 0), expected);
    }

    private Modelled union(Modelled a, Modelled b) {
      if (a.stream == b.stream) {
        return a;
      }
      return new Modelled(
          a.stream.union(b.stream).map(number -> number).returns(Long.class),
          sum(a.expected, b.expected));
    }

    private Modelled connect(Modelled a, Modelled b) {
      DataStream<Long> connected =
          partitioned(a.stream)
              .connect(partitioned(b.stream))
              .map(
                  new CoMapFunction<Long, Long, Long>() {
                    @Override
                    public Long map1(Long value) {
                      return value + 10;
                    }

                    @Override
                    public Long map2(Long value) {
                      return value + 20;
                    }
                  });
      return new Modelled(connected, sum(shifted(a.expected, 10), shifted(b.expected, 20)));
    }

    private void fork(Modelled from) {
      open.add(map(from));
      open.add(filter(from));
    }

    /** Emits the running count of each of seven keys: what is lost or repeated shows. */
    private Modelled count(Modelled from) {
      Map<Long, Integer> byKey = new HashMap<>();
      from.expected.forEach((number, times) -> byKey.merge(number % 7, times, Integer::sum));
      Map<Long, Integer> expected = new HashMap<>();
      byKey.forEach(
          (key, total) -> {
            for (long count = 1; count <= total; count++) {
              expected.merge(key * 1_000_000 + count, 1, Integer::sum);
            }
          });
      return new Modelled(
          from.stream.keyBy(number -> number % 7).process(new RunningCount()), expected);
    }

    private static Map<Long, Integer> shifted(Map<Long, Integer> from, long by) {
      Map<Long, Integer> shifted = new HashMap<>();
      from.forEach((number, times) -> shifted.put(number + by, times));
      return shifted;
    }

    private static Map<Long, Integer> sum(Map<Long, Integer> a, Map<Long, Integer> b) {
      Map<Long, Integer> sum = new HashMap<>(a);
      b.forEach((number, times) -> sum.merge(number, times, Integer::sum));
      return sum;
    }
  }

  private static final class RunningCount extends KeyedProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext openContext) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class, 0L));
    }

    @Override
    public void processElement(Long value, Context ctx, Collector<Long> out) throws Exception {
      long next = count.value() + 1;
      count.update(next);
      out.collect(ctx.getCurrentKey() * 1_000_000 + next);
    }
  }
}
