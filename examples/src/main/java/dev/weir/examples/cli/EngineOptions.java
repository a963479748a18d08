package dev.weir.examples.cli;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.config.Configuration;
import dev.weir.config.ConfigurationSources;
import dev.weir.config.WeirOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that all jobs have. Each is a short form of a key of {@code reference.yaml}, so both
 * forms are checked in one place and have the same error messages.
 */
public final class EngineOptions {

  /** State backends that are in the jar. */
  private enum Backend {
    heap,
    rocksdb
  }

  /** An option such as {@code --port}, and what it was given. */
  public record ShortForm(String option, String value) {}

  @Option(
      names = "--config",
      paramLabel = "<file>",
      order = 50,
      description =
          "A YAML file with options; default: what WEIR_CONFIG names, or ./weir.yaml if there is one.")
  private @Nullable Path config;

  @Option(
      names = "-D",
      paramLabel = "<key=value>",
      order = 51,
      description =
          "Any option of reference.yaml, as in -D checkpointing.timeout=30s. Stronger than environment"
              + " and file.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--parallelism",
      paramLabel = "<n>",
      order = 40,
      description = "Subtasks of each operator (job.parallelism).")
  private @Nullable String parallelism;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "<time>",
      order = 41,
      description =
          "Time between checkpoints, as in 10s; a plain number is milliseconds"
              + " (checkpointing.interval).")
  private @Nullable String checkpointInterval;

  @Option(
      names = "--checkpoint-dir",
      paramLabel = "<dir>",
      order = 42,
      description = "Directory or URI of the checkpoints (checkpointing.dir).")
  private @Nullable String checkpointDir;

  @Option(
      names = "--state-backend",
      paramLabel = "<name>",
      order = 43,
      description = "Where state lives: ${COMPLETION-CANDIDATES} (state.backend).")
  private @Nullable Backend stateBackend;

  @Option(
      names = "--resume",
      order = 44,
      description =
          "Go on from the last checkpoint; without one, start from the beginning (job.resume).")
  private boolean resume;

  @Option(
      names = "--savepoint",
      paramLabel = "<path>",
      order = 45,
      description = "Start from this savepoint or checkpoint (job.savepoint).")
  private @Nullable String savepoint;

  @Option(
      names = "--cluster",
      order = 46,
      description =
          "Run the job together with all nodes that are started alike; an unfinished run is gone on"
              + " with (cluster.enabled).")
  private boolean cluster;

  @Option(
      names = "--members",
      paramLabel = "<hosts>",
      order = 47,
      description =
          "Where other nodes may be, separated by commas; default: this machine"
              + " (cluster.members).")
  private @Nullable String members;

  @Option(names = "--verbose", order = 60, description = "Print the stack trace of an error.")
  @SuppressWarnings("unused") // looked for on the command line when an error is told
  private boolean verbose;

  /**
   * The options of the process: file, environment, command line.
   *
   * @param defaults what this command has in place of a default of {@code reference.yaml}; the
   *     weakest of all
   * @throws dev.weir.config.ConfigurationException if something is wrong with them
   */
  public Configuration configuration(Map<String, String> defaults) {
    return configuration(defaults, Map.of());
  }

  /**
   * The same, for a command that has short forms of its own.
   *
   * @param shortForms by the keys that they set
   */
  public Configuration configuration(
      Map<String, String> defaults, Map<String, ShortForm> shortForms) {
    Map<String, String> pairs = new LinkedHashMap<>(settings);
    put(pairs, "job.parallelism", "--parallelism", parallelism);
    put(pairs, "checkpointing.interval", "--checkpoint-interval", interval());
    put(pairs, "checkpointing.dir", "--checkpoint-dir", checkpointDir);
    put(
        pairs,
        "state.backend",
        "--state-backend",
        stateBackend == null ? null : stateBackend.name());
    put(pairs, "job.resume", "--resume", resume ? "true" : null);
    put(pairs, "job.savepoint", "--savepoint", savepoint);
    put(pairs, "cluster.enabled", "--cluster", cluster ? "true" : null);
    put(pairs, "cluster.members", "--members", members);
    shortForms.forEach((key, form) -> put(pairs, key, form.option(), form.value()));
    ConfigurationSources sources = ConfigurationSources.ofProcess(pairs);
    Configuration loaded = Configuration.load(config == null ? sources : sources.withFile(config));
    Configuration complete = withDefaults(loaded, defaults);
    WeirOptions.of(complete);
    return complete;
  }

  private static Configuration withDefaults(Configuration loaded, Map<String, String> defaults) {
    Configuration reference = Configuration.defaults();
    Configuration complete = loaded;
    for (Map.Entry<String, String> other : defaults.entrySet()) {
      String key = other.getKey();
      if (loaded.origin(key).equals(reference.origin(key))) {
        complete = complete.with(key, other.getValue());
      }
    }
    return complete;
  }

  /** An environment with these options. */
  public StreamExecutionEnvironment environment(Configuration configuration) {
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
  }

  private @Nullable String interval() {
    return checkpointInterval != null && checkpointInterval.matches("[1-9]\\d*")
        ? checkpointInterval + "ms"
        : checkpointInterval;
  }

  private static void put(
      Map<String, String> pairs, String key, String option, @Nullable String value) {
    if (value == null) {
      return;
    }
    String other = pairs.putIfAbsent(key, value);
    if (other != null) {
      throw new BadUsageException(
          "%s is given twice: %s says \"%s\", -D says \"%s\"".formatted(key, option, value, other));
    }
  }
}
