package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobClient;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichMapFunction;
import dev.weir.api.metrics.Counter;
import dev.weir.api.time.TimestampAssigner;
import dev.weir.api.time.TimestampAssignerSupplier;
import dev.weir.api.time.Watermark;
import dev.weir.api.time.WatermarkGenerator;
import dev.weir.api.time.WatermarkGeneratorSupplier;
import dev.weir.api.time.WatermarkOutput;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.triggers.TriggerResult;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.runtime.metrics.NodeMetrics;
import dev.weir.runtime.metrics.WeirMetric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeMetricsTest {

  @TempDir private Path directory;

  @Test
  void meters_are_there_once_after_a_restart_and_gone_after_the_job() throws Exception {
    Ledger ledger = Ledger.create();
    Faults faults = Faults.when(pass -> pass == 150);
    Gate gate = Gate.openTo(300);
    JobClient job = job("scraped", gate, faults.handle(), ledger);
    ledger.await(300);

    NodeMetrics metrics = NodeWatch.metrics();
    String scraped = metrics.scrape();

    assertThat(of(scraped, WeirMetric.NUM_RESTARTS))
        .singleElement()
        .satisfies(line -> assertThat(NodeWatch.value(line)).isEqualTo(1));
    assertThat(of(scraped, WeirMetric.COMPLETED_CHECKPOINTS))
        .singleElement()
        .satisfies(line -> assertThat(NodeWatch.value(line)).isPositive());
    assertThat(of(scraped, WeirMetric.LAST_CHECKPOINT_DURATION)).hasSize(1);
    assertThat(of(scraped, WeirMetric.NUM_RECORDS_IN))
        .as("source and enumerator, and what is keyed, with two subtasks each but the enumerator")
        .hasSize(5)
        .doesNotHaveDuplicates()
        .anySatisfy(line -> assertThat(NodeWatch.value(line)).isPositive());
    assertThat(of(scraped, WeirMetric.BUSY_PER_SECOND)).hasSize(5);
    assertThat(NodeWatch.lines(scraped, "weir_operator_mapped", "job", "scraped"))
        .as("what each subtask of the function has counted in this attempt")
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("operator=\"Map\""))
        .anySatisfy(line -> assertThat(NodeWatch.value(line)).isPositive());
    assertThat(scraped)
        .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_cpu_usage")
        .contains("vertx_pool");

    gate.openUpTo(600);
    Jobs.finish(job);
    assertThat(metrics.scrape()).doesNotContain("job=\"scraped\"");
  }

  /** Measures in every place where time is decided on. */
  private static final class Measuring implements WatermarkStrategy<Long> {

    @Override
    public WatermarkGenerator<Long> createWatermarkGenerator(
        WatermarkGeneratorSupplier.Context context) {
      Counter seen = context.getMetricGroup().counter("seenByGenerator");
      return new WatermarkGenerator<>() {
        @Override
        public void onEvent(Long event, long timestamp, WatermarkOutput output) {
          seen.inc();
          output.emitWatermark(new Watermark(timestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
      };
    }

    @Override
    public TimestampAssigner<Long> createTimestampAssigner(
        TimestampAssignerSupplier.Context context) {
      Counter seen = context.getMetricGroup().counter("seenByAssigner");
      return (number, timestamp) -> {
        seen.inc();
        return number;
      };
    }
  }

  private static final class MeasuringTrigger extends Trigger<Long, TimeWindow> {
    private transient @Nullable Counter asked;

    @Override
    public TriggerResult onElement(
        Long element, long timestamp, TimeWindow window, TriggerContext context) {
      if (asked == null) {
        asked = context.getMetricGroup().counter("askedOfTrigger");
      }
      asked.inc();
      return TriggerResult.FIRE_AND_PURGE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext context) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext context) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(TimeWindow window, TriggerContext context) {}
  }

  @Test
  void connectors_strategies_and_triggers_measure_under_the_names_of_flink() throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(300);
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.enableCheckpointing(20);
    env.fromSource(gate.source(1, 600), WatermarkStrategy.noWatermarks(), "numbers")
        .setParallelism(1)
        .assignTimestampsAndWatermarks(new Measuring())
        .setParallelism(1)
        .keyBy(number -> number % 10)
        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
        .trigger(new MeasuringTrigger())
        .reduce(Long::sum)
        .setParallelism(1)
        .sinkTo(ledger.sink())
        .setParallelism(1);
    JobClient job = env.executeAsync("measured");
    ledger.await(300);
    String scraped = NodeWatch.metrics().scrape();
    while (!isCounted(scraped)) { // the ledger has a record before the committer counts it
      scraped = NodeWatch.metrics().scrape();
    }
    gate.openUpTo(Long.MAX_VALUE);
    Jobs.finish(job);

    assertThat(measured(scraped, "numRecordsIn")).isEqualTo(300);
    assertThat(measured(scraped, "unassignedSplits")).isZero();
    assertThat(measured(scraped, "seenByGenerator")).isEqualTo(300);
    assertThat(measured(scraped, "seenByAssigner")).isEqualTo(300);
    assertThat(measured(scraped, "askedOfTrigger")).isEqualTo(300);
    assertThat(measured(scraped, "numRecordsSend")).isEqualTo(300);
    assertThat(measured(scraped, "totalCommittables")).isPositive();
    assertThat(measured(scraped, "successfulCommittables"))
        .isEqualTo(measured(scraped, "totalCommittables"));
    assertThat(measured(scraped, "pendingCommittables")).isZero();
  }

  private static boolean isCounted(String scraped) {
    List<String> done =
        NodeWatch.lines(scraped, "weir_operator_successfulCommittables", "job", "measured");
    return !done.isEmpty()
        && NodeWatch.value(done.get(0)) == measured(scraped, "totalCommittables");
  }

  private static double measured(String scraped, String name) {
    List<String> lines = NodeWatch.lines(scraped, "weir_operator_" + name, "job", "measured");
    assertThat(lines).as(name).hasSize(1);
    return NodeWatch.value(lines.get(0));
  }

  private static final class Counting extends RichMapFunction<Long, Long> {
    private final Faults.Handle faults;
    private transient @Nullable Counter mapped;

    Counting(Faults.Handle faults) {
      this.faults = faults;
    }

    @Override
    public void open(OpenContext openContext) {
      mapped = getRuntimeContext().getMetricGroup().counter("mapped");
    }

    @Override
    public Long map(Long number) {
      faults.pass();
      mapped.inc();
      return number;
    }
  }

  private static List<String> of(String scraped, WeirMetric metric) {
    return NodeWatch.lines(scraped, metric.prometheusName(), "job", "scraped");
  }

  private JobClient job(String name, Gate gate, Faults.Handle faults, Ledger ledger)
      throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 5));
    env.enableCheckpointing(20);
    env.fromSource(gate.source(2, 600), WatermarkStrategy.noWatermarks(), "numbers")
        .map(new Counting(faults))
        .keyBy(number -> number % 10)
        .reduce(Long::sum)
        .sinkTo(ledger.sink());
    return env.executeAsync(name);
  }
}
