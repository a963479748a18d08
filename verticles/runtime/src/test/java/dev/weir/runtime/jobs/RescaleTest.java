package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.Collector;
import dev.weir.api.JobClient;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.Types;
import dev.weir.runtime.bus.Addresses;
import dev.weir.state.ValueState;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job on one node is given another parallelism while it runs. */
final class RescaleTest {

  private static final int KEYS = 37;
  private static final long RECORDS = 6_000;

  @TempDir private Path directory;

  @Test
  void counts_are_exact_at_parallelism_2_then_4_then_1() throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(RECORDS / 3);
    JobClient job = job(gate, ledger, false);

    ledger.await((int) RECORDS / 4);
    rescale(job, 4);
    gate.openUpTo(RECORDS * 2 / 3);
    ledger.await((int) RECORDS * 3 / 5);
    rescale(job, 1);
    gate.openUpTo(Long.MAX_VALUE);
    Jobs.finish(job);

    assertThat(counted(ledger, " of ")).containsExactlyInAnyOrderElementsOf(exactCounts());
    assertThat(ledger.lines()).anyMatch(line -> line.endsWith(" of 2"));
    assertThat(ledger.lines()).anyMatch(line -> line.endsWith(" of 4"));
    assertThat(ledger.lines()).anyMatch(line -> line.endsWith(" of 1"));
  }

  @Test
  void what_cannot_be_is_refused_and_the_job_goes_on() throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(100);
    JobClient job = job(gate, ledger, false);
    ledger.await(100);

    assertThatThrownBy(() -> rescale(job, 129))
        .hasMessageContaining("parallelism is 129, expected at most the maximum parallelism 128");
    gate.openUpTo(Long.MAX_VALUE);
    Jobs.finish(job);
    assertThat(counted(ledger, " of ")).containsExactlyInAnyOrderElementsOf(exactCounts());
  }

  @Test
  void a_job_whose_operators_all_have_a_parallelism_of_their_own_refuses() throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(100);
    JobClient job = job(gate, ledger, true);
    ledger.await(100);

    assertThatThrownBy(() -> rescale(job, 4))
        .hasMessageContaining("every operator has a parallelism of its own");
    gate.openUpTo(Long.MAX_VALUE);
    Jobs.finish(job);
  }

  private static void rescale(JobClient job, int parallelism) throws Exception {
    JsonObject request = new JsonObject().put("action", "rescale").put("parallelism", parallelism);
    Jobs.get(
        NodeWatch.vertx()
            .eventBus()
            .request(Addresses.commands(job.getJobID()), request)
            .toCompletionStage()
            .toCompletableFuture());
  }

  private JobClient job(Gate gate, Ledger ledger, boolean fixed) throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.enableCheckpointing(40);
    var numbers =
        env.fromSource(gate.source(5, RECORDS), WatermarkStrategy.noWatermarks(), "numbers")
            .uid("numbers");
    var counts = numbers.keyBy(number -> number % KEYS).process(new Count()).uid("count");
    var sink = counts.sinkTo(ledger.sink()).uid("ledger");
    if (fixed) {
      numbers.setParallelism(2);
      counts.setParallelism(2);
      sink.setParallelism(2);
    }
    return env.executeAsync("rescaled");
  }

  private static List<String> counted(Ledger ledger, String until) {
    return ledger.lines().stream().map(line -> line.substring(0, line.indexOf(until))).toList();
  }

  private static List<String> exactCounts() {
    List<String> counts = new ArrayList<>();
    for (long record = 0; record < RECORDS; record++) {
      counts.add(record % KEYS + ":" + (record / KEYS + 1));
    }
    return counts;
  }

  /** Emits {@code key:count of parallelism}. */
  private static final class Count extends KeyedProcessFunction<Long, Long, String> {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // set by open()
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext openContext) throws Exception {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context ctx, Collector<String> out) throws Exception {
      Long before = count.value();
      long now = before == null ? 1 : before + 1;
      count.update(now);
      out.collect(
          ctx.getCurrentKey()
              + ":"
              + now
              + " of "
              + getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
    }
  }
}
