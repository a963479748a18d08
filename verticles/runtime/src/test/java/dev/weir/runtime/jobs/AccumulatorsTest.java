package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.JobClient;
import dev.weir.api.JobExecutionResult;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.accumulators.Accumulator;
import dev.weir.api.accumulators.IntCounter;
import dev.weir.api.accumulators.IntMaximum;
import dev.weir.api.accumulators.ListAccumulator;
import dev.weir.api.accumulators.LongCounter;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichMapFunction;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.config.Configuration;
import dev.weir.runtime.accumulators.AccumulatorFormat;
import dev.weir.runtime.accumulators.AccumulatorValues;
import dev.weir.runtime.coordinator.JobOutcome;
import dev.weir.runtime.wire.TwoNodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What functions add up, in the result of the job. */
final class AccumulatorsTest {

  @TempDir private Path directory;

  /** Counts by each kind of accumulator; the last one only when it is closed. */
  private static final class Counting extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final IntMaximum maximum = new IntMaximum();
    private final ListAccumulator<String> seen = new ListAccumulator<>();
    private long count;

    @Override
    public void open(OpenContext openContext) {
      getRuntimeContext().addAccumulator("maximum", maximum);
      getRuntimeContext().addAccumulator("seen", seen);
    }

    @Override
    public Long map(Long value) {
      getRuntimeContext().getIntCounter("records").add(1);
      getRuntimeContext().getLongCounter("sum").add(value);
      getRuntimeContext().getDoubleCounter("halves").add(value / 2.0);
      getRuntimeContext().getHistogram("last digits").add((int) (value % 10));
      maximum.add(value.intValue());
      seen.add("n" + value);
      count++;
      return value;
    }

    @Override
    public void close() {
      getRuntimeContext().getLongCounter("at close").add(count);
    }
  }

  static void counted(StreamExecutionEnvironment env, long records) {
    env.fromSequence(0, records - 1)
        .rebalance()
        .map(new Counting())
        .returns(Long.class)
        .sinkTo(new DiscardingSink<>());
  }

  static void assertCounted(Map<String, Object> results, int records) {
    assertThat(results)
        .containsOnlyKeys("records", "sum", "halves", "last digits", "maximum", "seen", "at close")
        .containsEntry("records", records)
        .containsEntry("sum", LongStream.range(0, records).sum())
        .containsEntry("halves", LongStream.range(0, records).sum() / 2.0)
        .containsEntry("maximum", records - 1)
        .containsEntry("at close", (long) records);
    Map<Integer, Integer> digits = new TreeMap<>();
    LongStream.range(0, records).forEach(n -> digits.merge((int) (n % 10), 1, Integer::sum));
    assertThat(results.get("last digits")).isEqualTo(digits);
    assertThat(new ArrayList<Object>((List<?>) results.get("seen")))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, records).mapToObj(n -> (Object) ("n" + n)).toList());
  }

  @Test
  void accumulators_of_all_subtasks_are_merged_into_the_result() throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    counted(env, 1_000);

    JobExecutionResult result = env.execute("counting");

    assertCounted(result.getAllAccumulatorResults(), 1_000);
    Integer records = result.getAccumulatorResult("records");
    assertThat(records).isEqualTo(1_000);
    assertThat(result.<Object>getAccumulatorResult("unknown")).isNull();
  }

  @Test
  void subtasks_on_another_node_are_in_the_result_too() throws Exception {
    try (TwoNodes nodes = TwoNodes.start()) {
      // Nodes that have just met may be slow, and a restart would forget what was counted.
      StreamExecutionEnvironment env =
          Jobs.env(Jobs.options(directory).with("channel.remote.acknowledgement-timeout", "30s"));
      counted(env, 1_000);

      JobOutcome ended =
          SplitJob.start(nodes, env, directory, subtask -> subtask.index() == 0).finish();

      AccumulatorValues accumulated = AccumulatorFormat.decode(ended.accumulated());
      assertThat(accumulated.failures()).isEmpty();
      assertCounted(accumulated.results(), 1_000);
    }
  }

  @Test
  void who_resumes_a_job_that_has_finished_gets_them_from_its_log() throws Exception {
    StreamExecutionEnvironment first = Jobs.env(directory);
    first.enableCheckpointing(60_000);
    counted(first, 1_000);
    first.execute("counting");

    StreamExecutionEnvironment again = Jobs.env(Jobs.options(directory).with("job.resume", "true"));
    counted(again, 10); // were it to run, it would count to 10
    JobExecutionResult result = again.execute("counting");

    assertCounted(result.getAllAccumulatorResults(), 1_000);
  }

  /** Holds as many characters as are asked for. */
  private static final class Holding extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final ListAccumulator<String> held = new ListAccumulator<>();

    @Override
    public void open(OpenContext openContext) {
      getRuntimeContext().addAccumulator("held", held);
    }

    @Override
    public Long map(Long value) {
      getRuntimeContext().getLongCounter("records").add(1);
      held.add("x".repeat(value.intValue()));
      return value;
    }
  }

  private static StreamExecutionEnvironment holding(Configuration options) {
    StreamExecutionEnvironment env = Jobs.env(options);
    env.enableCheckpointing(60_000);
    env.fromElements(400_000L, 800_000L)
        .map(new Holding())
        .returns(Long.class)
        .sinkTo(new DiscardingSink<>());
    return env;
  }

  @Test
  void one_that_is_too_large_for_the_log_is_in_the_result_all_the_same() throws Exception {
    JobExecutionResult result = holding(Jobs.options(directory)).execute("holding");
    List<String> held = result.getAccumulatorResult("held");
    assertThat(held).extracting(String::length).containsExactlyInAnyOrder(400_000, 800_000);

    JobExecutionResult again =
        holding(Jobs.options(directory).with("job.resume", "true")).execute("holding");

    Long records = again.getAccumulatorResult("records");
    assertThat(records).isEqualTo(2);
    assertThatThrownBy(() -> again.getAccumulatorResult("held"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'held'")
        .hasMessageContaining("1048576 bytes are kept");
  }

  private static final class CountingUntilFault extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final Faults.Handle fault;

    CountingUntilFault(Faults.Handle fault) {
      this.fault = fault;
    }

    @Override
    public Long map(Long value) {
      getRuntimeContext().getIntCounter("records").add(1);
      fault.pass();
      return value;
    }
  }

  @Test
  void a_failed_attempt_takes_its_accumulators_with_it() throws Exception {
    Faults faults = Faults.when(pass -> pass == 700);
    Gate gate = Gate.openTo(500);
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 10));
    Ledger ledger = Ledger.create();
    env.fromSource(gate.source(1, 1_000), WatermarkStrategy.noWatermarks(), "numbers")
        .map(new CountingUntilFault(faults.handle()))
        .returns(Long.class)
        .setParallelism(1)
        .map(String::valueOf)
        .returns(String.class)
        .sinkTo(ledger.sink());
    JobClient job = env.executeAsync("failing");
    ledger.await(500); // so there is a checkpoint that the counter is not in
    gate.openUpTo(Long.MAX_VALUE);

    JobExecutionResult result = Jobs.finish(job);

    assertThat(faults.thrown()).isEqualTo(1);
    assertThat(ledger.lines()).hasSize(1_000);
    Integer records = result.getAccumulatorResult("records");
    assertThat(records).isBetween(1, 500).isEqualTo(faults.passed() - 700);
  }

  @Test
  void a_job_resumed_from_a_savepoint_begins_to_count_anew() throws Exception {
    Gate gate = Gate.openTo(100);
    JobClient first = gated(gate, "none");
    gate.awaitEmitted(100);
    String savepoint = Jobs.stop(first, directory.resolve("savepoints"));
    assertThat(Jobs.get(first.getAccumulators())).containsEntry("records", 100);
    gate.openUpTo(Long.MAX_VALUE);

    JobExecutionResult result = Jobs.finish(gated(gate, savepoint));

    assertThat(result.getAllAccumulatorResults()).containsEntry("records", 60);
  }

  private JobClient gated(Gate gate, String savepoint) throws Exception {
    Configuration options = Jobs.options(directory).with("job.savepoint", savepoint);
    StreamExecutionEnvironment env = Jobs.env(options);
    env.fromSource(gate.source(2, 160), WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .map(new CountingUntilFault(Faults.when(pass -> false).handle()))
        .returns(Long.class)
        .uid("count")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
    return env.executeAsync("gated");
  }

  @Test
  void a_running_job_tells_what_it_has_added_up_so_far() throws Exception {
    Gate gate = Gate.openTo(100);
    JobClient job = gated(gate, "none");
    gate.awaitEmitted(100);
    Object records = Jobs.get(job.getAccumulators()).get("records");
    gate.openUpTo(Long.MAX_VALUE);
    Jobs.finish(job);

    assertThat(records).isEqualTo(100);
    assertThat(Jobs.get(job.getAccumulators())).containsEntry("records", 160);
  }

  private static final class OfSubtask extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext openContext) {
      Accumulator<?, ?> accumulator =
          getRuntimeContext().getIndexOfThisSubtask() == 0 ? new IntCounter() : new LongCounter();
      getRuntimeContext().addAccumulator("count", cast(accumulator));
    }

    @SuppressWarnings("unchecked") // the test is about what must not be done
    private static Accumulator<Integer, Integer> cast(Accumulator<?, ?> accumulator) {
      return (Accumulator<Integer, Integer>) accumulator;
    }

    @Override
    public Long map(Long value) {
      return value;
    }
  }

  @Test
  void accumulators_of_two_classes_under_one_name_have_no_result() throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.fromSequence(1, 10)
        .map(new OfSubtask())
        .returns(Long.class)
        .setParallelism(2)
        .sinkTo(new DiscardingSink<>());

    JobExecutionResult result = env.execute("mixed");

    assertThatThrownBy(() -> result.getAccumulatorResult("count"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'count'")
        .hasMessageContaining(IntCounter.class.getName())
        .hasMessageContaining(LongCounter.class.getName());
  }

  private static final class AddingTwice extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext openContext) {
      getRuntimeContext().addAccumulator("count", new IntCounter());
      assertThatThrownBy(() -> getRuntimeContext().getLongCounter("count"))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("not a " + LongCounter.class.getName());
      assertThat(getRuntimeContext().<Integer, Integer>getAccumulator("count")).isNotNull();
      assertThat(getRuntimeContext().<Integer, Integer>getAccumulator("other")).isNull();
      getRuntimeContext().addAccumulator("count", new IntCounter());
    }

    @Override
    public Long map(Long value) {
      return value;
    }
  }

  @Test
  void a_name_that_is_taken_is_refused() throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.fromSequence(1, 10)
        .map(new AddingTwice())
        .returns(Long.class)
        .sinkTo(new DiscardingSink<>());

    assertThat(Jobs.failure(env.executeAsync("twice")))
        .hasMessageContaining("already has an accumulator 'count'");
  }

  @Test
  void operators_of_a_chain_may_use_one_name() throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    Faults.Handle none = Faults.when(pass -> false).handle();
    env.fromSequence(1, 10)
        .map(new CountingUntilFault(none))
        .returns(Long.class)
        .map(new CountingUntilFault(none))
        .returns(Long.class)
        .sinkTo(new DiscardingSink<>());

    assertThat(env.execute("chained").getAllAccumulatorResults()).containsEntry("records", 20);
  }
}
