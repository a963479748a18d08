package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Collector;
import dev.weir.api.DataStream;
import dev.weir.api.JobClient;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.KeyedBroadcastProcessFunction;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.time.WatermarkStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BroadcastStateTest {

  private static final MapStateDescriptor<Long, String> RULES =
      new MapStateDescriptor<>("rules", Long.class, String.class);

  @TempDir private Path directory;

  @Test
  void every_subtask_keeps_the_same_copy_over_rescaling() throws Exception {
    Ledger first = Ledger.create();
    Gate rules = Gate.openTo(20);
    Gate numbers = Gate.openTo(0);
    String savepoint = ruled(1, "none", rules, numbers, first, 20, 1);
    Ledger second = Ledger.create();
    savepoint = ruled(4, savepoint, rules, numbers, second, 0, 2);
    Ledger third = Ledger.create();
    ruled(3, savepoint, rules, numbers, third, 0, 3);

    assertThat(second.lines()).hasSize(40).allMatch(line -> line.endsWith(":20"));
    assertThat(third.lines()).hasSize(40).allMatch(line -> line.endsWith(":20"));
  }

  /** Runs a job until it has taken some rules and answered some numbers; returns its savepoint. */
  private String ruled(
      int parallelism,
      String from,
      Gate rules,
      Gate numbers,
      Ledger ledger,
      int newRules,
      int round)
      throws Exception {
    StreamExecutionEnvironment env =
        Jobs.env(
            Jobs.options(directory)
                .with("job.savepoint", from)
                .with("job.parallelism", parallelism)
                .with("job.max-parallelism", 32));
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 10));
    DataStream<Long> rule =
        env.fromSource(rules.source(1, 21), WatermarkStrategy.noWatermarks(), "rules").uid("rules");
    env.fromSource(numbers.source(1, 1_000), WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .keyBy(number -> number)
        .connect(rule.broadcast(RULES))
        .process(new Answering())
        .uid("answering")
        .sinkTo(ledger.sink())
        .uid("ledger");
    JobClient job = env.executeAsync("ruled-" + parallelism);
    ledger.await(newRules * parallelism);
    numbers.openUpTo((round - 1) * 40L);
    if (round > 1) {
      ledger.await(40);
    }
    return Jobs.stop(job, directory.resolve("savepoints"));
  }

  /** Answers a number with how many rules its subtask knows. */
  private static final class Answering
      extends KeyedBroadcastProcessFunction<Long, Long, Long, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Long value, ReadOnlyContext ctx, Collector<String> out)
        throws Exception {
      List<Long> known = new ArrayList<>();
      for (Map.Entry<Long, String> rule : ctx.getBroadcastState(RULES).immutableEntries()) {
        if (rule.getValue().equals("rule " + rule.getKey())) {
          known.add(rule.getKey());
        }
      }
      out.collect(value + ":" + known.size());
    }

    @Override
    public void processBroadcastElement(Long value, Context ctx, Collector<String> out)
        throws Exception {
      ctx.getBroadcastState(RULES).put(value, "rule " + value);
      out.collect("taken " + value);
    }
  }
}
