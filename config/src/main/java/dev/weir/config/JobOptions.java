package dev.weir.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Section {@code job}; what each option means stands in {@code reference.yaml}.
 *
 * @param name empty: the name given to {@code execute}, or the class of {@code main}
 * @param parallelism at least 1; in a cluster, where it is auto, 1
 * @param maxParallelism from the parallelism to 32768; empty: computed from the parallelism
 * @param savepoint a directory or a URI
 * @param autoWatermarkInterval zero: generators are never asked
 * @param cancellationTimeout longer than 0
 * @param cancellationWatchdog zero: there is none
 */
public record JobOptions(
    Optional<String> name,
    RuntimeExecutionMode runtimeMode,
    int parallelism,
    OptionalInt maxParallelism,
    boolean resume,
    Optional<String> savepoint,
    boolean allowNonRestoredState,
    boolean chaining,
    AggregationPhases windowAggregation,
    Duration autoWatermarkInterval,
    Duration cancellationTimeout,
    Duration cancellationWatchdog) {

  /** The most key groups that keyed state can have. */
  public static final int MAX_KEY_GROUPS = 1 << 15;

  public JobOptions {
    requireNonNull(name, "name is null");
    requireNonNull(runtimeMode, "runtimeMode is null");
    requireNonNull(maxParallelism, "maxParallelism is null");
    requireNonNull(windowAggregation, "windowAggregation is null");
    requireNonNull(savepoint, "savepoint is null");
    name.ifPresent(text -> Require.notBlank("job.name", text, "a name or none"));
    savepoint.ifPresent(
        text -> Require.notBlank("job.savepoint", text, "a directory, a URI or none"));
    Require.between("job.parallelism", parallelism, 1, MAX_KEY_GROUPS);
    maxParallelism.ifPresent(
        groups -> Require.between("job.max-parallelism", groups, parallelism, MAX_KEY_GROUPS));
    Require.atLeast("job.auto-watermark-interval", autoWatermarkInterval, Duration.ZERO);
    Require.atLeast("job.cancellation-timeout", cancellationTimeout, Duration.ofMillis(1));
    Require.atLeast("job.cancellation-watchdog", cancellationWatchdog, Duration.ZERO);
  }

  /**
   * All nodes of a cluster must build the same graph, however many processors each has. So where
   * the parallelism follows the cluster, the graph is built with 1.
   */
  static JobOptions of(Section job, ClusterOptions cluster) {
    return new JobOptions(
        job.textOrNone("name"),
        job.constant("runtime-mode", RuntimeExecutionMode.class),
        job.integerOrAuto("parallelism")
            .orElseGet(() -> cluster.enabled() ? 1 : Runtime.getRuntime().availableProcessors()),
        job.integerOrAuto("max-parallelism"),
        job.flag("resume"),
        job.textOrNone("savepoint"),
        job.flag("allow-non-restored-state"),
        job.flag("chaining"),
        job.constant("window-aggregation", AggregationPhases.class),
        job.duration("auto-watermark-interval"),
        job.duration("cancellation-timeout"),
        job.duration("cancellation-watchdog"));
  }
}
