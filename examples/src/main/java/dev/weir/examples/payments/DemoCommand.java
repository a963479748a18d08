package dev.weir.examples.payments;

import dev.weir.api.JobClient;
import dev.weir.api.JobExecutionResult;
import dev.weir.api.SingleOutputStreamOperator;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.source.DataGeneratorSource;
import dev.weir.api.source.RateLimiterStrategy;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import dev.weir.config.Configuration;
import dev.weir.config.DashboardOptions;
import dev.weir.config.WeirOptions;
import dev.weir.examples.cli.BadUsageException;
import dev.weir.examples.cli.EngineOptions;
import dev.weir.examples.cli.ForegroundJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Payments -> what is known about card and merchant -> history of the card -> alerts. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Watches made-up card payments: keeps a running state for each card and flags payments that do"
          + " not fit it. Runs until it is stopped; Ctrl-C stops it cleanly, and a start with"
          + " --resume goes on from its last checkpoint.",
      "",
      "Unless told otherwise: parallelism 2, a checkpoint every 2 s in ./checkpoints, a restart one"
          + " second after a failure."
    })
public final class DemoCommand implements Callable<Integer> {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "job.parallelism", "2",
          "checkpointing.interval", "2s",
          "checkpointing.num-retained", "3",
          "dashboard.demo", "true",
          "restart.strategy", "fixed-delay",
          "restart.fixed-delay.attempts", String.valueOf(Integer.MAX_VALUE),
          "restart.fixed-delay.delay", "1s");

  @Option(
      names = "--rate",
      paramLabel = "<n>",
      order = 1,
      defaultValue = "2000",
      description = "Payments per second; default ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--payments",
      paramLabel = "<n>",
      order = 2,
      description = "End after so many payments; default: never. A resumed job keeps its number.")
  private @Nullable Long payments;

  @Option(
      names = "--seed",
      paramLabel = "<n>",
      order = 3,
      defaultValue = "1",
      description = "The same seed makes the same payments; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--fail-every",
      paramLabel = "<time>",
      order = 4,
      converter = DurationConverter.class,
      description = "Make an operator fail that long after each start, as in 30s; default: never.")
  private Duration failEvery = Duration.ZERO;

  @Option(
      names = "--port",
      paramLabel = "<port>",
      order = 5,
      description = "Port of the dashboard (dashboard.port).")
  private @Nullable String port;

  @Mixin private EngineOptions engine = new EngineOptions();

  @Override
  public Integer call() throws Exception {
    requirePositive("--rate", rate);
    requirePositive("--payments", payments == null ? 1 : payments);
    Configuration configuration = engine.configuration(DEFAULTS, shortForms());
    StreamExecutionEnvironment env = engine.environment(configuration);
    build(env);
    explain(WeirOptions.of(configuration));
    JobClient client = env.executeAsync("demo");
    JobExecutionResult result =
        ForegroundJob.await(
            client, "demo: stopped; demo --resume goes on from the last checkpoint");
    System.out.printf("demo: all payments made, in %d s%n", result.getNetRuntime(TimeUnit.SECONDS));
    return 0;
  }

  private Map<String, EngineOptions.ShortForm> shortForms() {
    Map<String, EngineOptions.ShortForm> forms = new HashMap<>();
    if (port != null) {
      forms.put("dashboard.port", new EngineOptions.ShortForm("--port", port));
    }
    return forms;
  }

  private void build(StreamExecutionEnvironment env) {
    DataGeneratorSource<Payment> source =
        new DataGeneratorSource<>(
            new PaymentGenerator(seed, rate),
            payments == null ? Long.MAX_VALUE : payments,
            RateLimiterStrategy.perSecond(rate),
            TypeInformation.of(Payment.class));

    SingleOutputStreamOperator<ScoredPayment> scored =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "Payments")
            .setParallelism(1)
            .uid("payments")
            .rebalance()
            .map(new Enrichment())
            .name("Enrich")
            .uid("enrich")
            .keyBy(enriched -> enriched.payment().card(), Types.INT)
            .process(new Scoring())
            .name("Score")
            .uid("score");

    scored
        .map(new FailOnPurpose(failEvery))
        .name("Gate")
        .uid("gate")
        .filter(ScoredPayment::suspicious)
        .name("Suspicious")
        .uid("suspicious")
        .sinkTo(new DiscardingSink<>())
        .name("Case file")
        .uid("case_file");

    scored
        .getSideOutput(Scoring.ALERTS)
        .filter(new NowAndThen(Duration.ofSeconds(2)))
        .setParallelism(1)
        .name("Now and then")
        .uid("now_and_then")
        .print("alert")
        .setParallelism(1)
        .name("Terminal")
        .uid("terminal");
  }

  private void explain(WeirOptions options) {
    StringBuilder text = new StringBuilder();
    text.append(
        "Card payments, %.0f per second: scored, and an alert now and then.%n".formatted(rate));
    if (options.dashboard().enabled()) {
      text.append("  Look at   %s%n".formatted(address(options.dashboard())));
    }
    text.append("            checkpoints in %s%n".formatted(options.checkpointing().dir()));
    text.append(
        failEvery.isZero()
            ? "  Recovery  start with --fail-every 30s to watch it%n".formatted()
            : "  Recovery  an operator fails %d s after each start%n"
                .formatted(failEvery.toSeconds()));
    text.append("  Stop      Ctrl-C; start with --resume to go on%n".formatted());
    System.out.println(text);
  }

  private static String address(DashboardOptions dashboard) {
    return dashboard.port() == 0
        ? "the dashboard, whose address the log names"
        : "http://%s:%d (the log names another port if this one is taken)"
            .formatted(dashboard.host(), dashboard.port());
  }

  private static void requirePositive(String option, double value) {
    if (!(value > 0)) {
      throw new BadUsageException("%s is %s, expected more than 0".formatted(option, value));
    }
  }
}
