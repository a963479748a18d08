package dev.weir.api;

import dev.weir.api.Operator.Input;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.StreamGraph;
import dev.weir.api.source.CollectionSource;
import dev.weir.api.source.NumberSequenceSource;
import dev.weir.api.source.SocketTextSource;
import dev.weir.api.source.Source;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.TypeExtraction;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import dev.weir.config.AggregationPhases;
import dev.weir.config.CheckpointingMode;
import dev.weir.config.Configuration;
import dev.weir.config.RuntimeExecutionMode;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.StateBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Where a program begins: it makes streams from sources here, sets options, and runs the job.
 *
 * <p>For one thread. The same program must build the same graph in every process of a cluster.
 */
public final class StreamExecutionEnvironment {

  private static final String DEFAULT_JOB_NAME = "Weir Streaming Job";

  private final Settings settings;
  private final ExecutionConfig config;
  private final CheckpointConfig checkpointConfig;
  private final List<Operator> operators = new ArrayList<>();
  private @Nullable StateBackend stateBackend;
  private int nextId = 1;

  /** 0: the option {@code job.parallelism}. */
  private int parallelism;

  private StreamExecutionEnvironment(Configuration configuration) {
    this.settings = new Settings(configuration);
    this.config = new ExecutionConfig(settings);
    this.checkpointConfig = new CheckpointConfig(settings);
  }

  /**
   * An environment with the options of the process: {@code weir.yaml}, environment variables and
   * {@code java -Dkey=value}.
   */
  public static StreamExecutionEnvironment getExecutionEnvironment() {
    return getExecutionEnvironment(Settings.ofProcess());
  }

  /** An environment with the given options. */
  public static StreamExecutionEnvironment getExecutionEnvironment(Configuration configuration) {
    return new StreamExecutionEnvironment(configuration);
  }

  /** An environment for this process alone, with the options of the process otherwise. */
  public static StreamExecutionEnvironment createLocalEnvironment() {
    return createLocalEnvironment(Settings.ofProcess());
  }

  /** The same, with a parallelism. */
  public static StreamExecutionEnvironment createLocalEnvironment(int parallelism) {
    return createLocalEnvironment().setParallelism(parallelism);
  }

  /** An environment for this process alone, with the given options otherwise. */
  public static StreamExecutionEnvironment createLocalEnvironment(Configuration configuration) {
    return getExecutionEnvironment(configuration.with("cluster.enabled", false));
  }

  /** The same, with a parallelism. */
  public static StreamExecutionEnvironment createLocalEnvironment(
      int parallelism, Configuration configuration) {
    return createLocalEnvironment(configuration).setParallelism(parallelism);
  }

  /** As {@link #createLocalEnvironment(Configuration)}; the dashboard is served in any case. */
  public static StreamExecutionEnvironment createLocalEnvironmentWithWebUI(
      Configuration configuration) {
    return createLocalEnvironment(configuration.with("dashboard.enabled", true));
  }

  /**
   * Sets the options in which {@code configuration} differs from the defaults, stronger than what
   * the program has set before.
   */
  public StreamExecutionEnvironment configure(Configuration configuration) {
    configuration
        .settings()
        .forEach(
            (key, setting) -> {
              if (!setting.equals(Configuration.defaults().settings().get(key))) {
                settings.change(options -> options.with(key, setting.value()));
              }
            });
    return this;
  }

  /** The options, with what the program has set so far. */
  public Configuration getConfiguration() {
    return settings.configuration();
  }

  /** What concerns the job as a whole and its functions. */
  public ExecutionConfig getConfig() {
    return config;
  }

  /** How checkpoints are taken. */
  public CheckpointConfig getCheckpointConfig() {
    return checkpointConfig;
  }

  /**
   * What the job emits, and when. In batch mode a rolling reduction or aggregation emits one record
   * for each key, at the end of the input, and event time does not advance before, so no record is
   * late. All sources must be bounded then.
   */
  public StreamExecutionEnvironment setRuntimeMode(RuntimeExecutionMode executionMode) {
    settings.change(options -> options.with("job.runtime-mode", executionMode));
    return this;
  }

  /** The parallelism of operators that are made from now on and are not given their own. */
  public StreamExecutionEnvironment setParallelism(int wanted) {
    Operator.checkParallelism("parallelism of the environment", wanted);
    settings.change(options -> options.with("job.parallelism", wanted));
    parallelism = wanted;
    return this;
  }

  /** The parallelism of operators that are not given their own. */
  public int getParallelism() {
    return settings.options().job().parallelism();
  }

  /** The number of key groups of operators that are not given their own. */
  public StreamExecutionEnvironment setMaxParallelism(int maxParallelism) {
    Operator.checkParallelism("maximum parallelism of the environment", maxParallelism);
    settings.change(options -> options.with("job.max-parallelism", maxParallelism));
    return this;
  }

  /**
   * The number of key groups, and so the most subtasks that an operator may ever have; -1 if it is
   * computed from the parallelism.
   */
  public int getMaxParallelism() {
    return settings.options().job().maxParallelism().orElse(-1);
  }

  /** Takes a checkpoint every {@code interval} milliseconds. */
  public StreamExecutionEnvironment enableCheckpointing(long interval) {
    checkpointConfig.setCheckpointInterval(interval);
    return this;
  }

  /** Takes a checkpoint every {@code interval} milliseconds, in a mode. */
  public StreamExecutionEnvironment enableCheckpointing(long interval, CheckpointingMode mode) {
    checkpointConfig.setCheckpointingMode(mode);
    return enableCheckpointing(interval);
  }

  /**
   * The time from the start of one checkpoint to the start of the next, in milliseconds; -1 if none
   * are taken.
   */
  public long getCheckpointInterval() {
    return checkpointConfig.getCheckpointInterval();
  }

  /** Whether state sees each record exactly once or at least once. */
  public CheckpointingMode getCheckpointingMode() {
    return checkpointConfig.getCheckpointingMode();
  }

  /** The same as {@link #getCheckpointingMode}, under its newer name. */
  public CheckpointingMode getCheckpointingConsistencyMode() {
    return getCheckpointingMode();
  }

  /** Where keyed state lives; stronger than the option {@code state.backend}. */
  public StreamExecutionEnvironment setStateBackend(StateBackend backend) {
    stateBackend = backend;
    return this;
  }

  /** Where savepoints go that are triggered without a directory of their own. */
  public StreamExecutionEnvironment setDefaultSavepointDirectory(String savepointDirectory) {
    settings.change(options -> options.with("checkpointing.savepoint-dir", savepointDirectory));
    return this;
  }

  /** What follows the failure of an attempt. */
  public StreamExecutionEnvironment setRestartStrategy(
      RestartStrategies.RestartStrategyConfiguration restartStrategy) {
    settings.change(restartStrategy::applyTo);
    return this;
  }

  /** Runs every operator in a chain of its own. */
  public StreamExecutionEnvironment disableOperatorChaining() {
    settings.change(options -> options.with("job.chaining", false));
    return this;
  }

  /**
   * Sets the longest that a record waits for others in a frame ({@code channel.flush-interval}). A
   * frame is sent in any case when it is full or when the input runs dry.
   *
   * @param timeoutMillis 0: frames are sent as soon as a subtask has worked up what it had; -1:
   *     only when full or when the input runs dry
   */
  public StreamExecutionEnvironment setBufferTimeout(long timeoutMillis) {
    Duration interval = Operator.bufferTimeout("of the environment", timeoutMillis);
    settings.change(options -> options.with("channel.flush-interval", interval));
    return this;
  }

  /** The same as {@link #fromData(Object[])}. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final <OUT> DataStreamSource<OUT> fromElements(OUT... data) {
    return fromData(data);
  }

  /** A stream of the given records, in this order. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final <OUT> DataStreamSource<OUT> fromData(OUT... data) {
    return fromData(Arrays.asList(data));
  }

  /** A stream of the given records, in this order; the type is found from the first. */
  public <OUT> DataStreamSource<OUT> fromData(Collection<OUT> data) {
    if (data.isEmpty()) {
      throw new IllegalArgumentException(
          "The type of an empty collection is not known: give it as second argument");
    }
    OUT first = data.iterator().next();
    if (first == null) {
      throw new IllegalArgumentException("Element 0 of the collection is null, expected a record");
    }
    return fromData(data, TypeInformation.forObject(first));
  }

  /** A stream of the given records, in this order, of a given type. */
  public <OUT> DataStreamSource<OUT> fromData(Collection<OUT> data, TypeInformation<OUT> typeInfo) {
    CollectionSource<OUT> source = new CollectionSource<>(data, typeInfo);
    return addSource("Collection Source", source, WatermarkStrategy.noWatermarks(), typeInfo, true);
  }

  /** The same as {@link #fromData(Collection)}. */
  public <OUT> DataStreamSource<OUT> fromCollection(Collection<OUT> data) {
    return fromData(data);
  }

  /** The same as {@link #fromData(Collection, TypeInformation)}. */
  public <OUT> DataStreamSource<OUT> fromCollection(
      Collection<OUT> data, TypeInformation<OUT> typeInfo) {
    return fromData(data, typeInfo);
  }

  /** The numbers from {@code from} to {@code to}, both included; in order if parallelism is 1. */
  public DataStreamSource<Long> fromSequence(long from, long to) {
    return addSource(
        "Sequence Source",
        new NumberSequenceSource(from, to),
        WatermarkStrategy.noWatermarks(),
        Types.LONG,
        false);
  }

  /** The records of a source. */
  public <OUT> DataStreamSource<OUT> fromSource(
      Source<OUT, ?, ?> source, WatermarkStrategy<OUT> timestampsAndWatermarks, String sourceName) {
    TypeInformation<OUT> type =
        source instanceof ResultTypeQueryable<?> typed
            ? producedType(typed)
            : TypeExtraction.typeOf(source, Source.class, 0, sourceName);
    return fromSource(source, timestampsAndWatermarks, sourceName, type);
  }

  @SuppressWarnings("unchecked") // a source that says its type says the type of its records
  private static <OUT> TypeInformation<OUT> producedType(ResultTypeQueryable<?> typed) {
    return (TypeInformation<OUT>) typed.getProducedType();
  }

  /** The records of a source, of a given type. */
  public <OUT> DataStreamSource<OUT> fromSource(
      Source<OUT, ?, ?> source,
      WatermarkStrategy<OUT> timestampsAndWatermarks,
      String sourceName,
      TypeInformation<OUT> typeInfo) {
    return addSource(sourceName, source, timestampsAndWatermarks, typeInfo, false);
  }

  /** The lines that come from a TCP connection. Not replayable: see {@link SocketTextSource}. */
  public DataStreamSource<String> socketTextStream(String hostname, int port) {
    return socketTextStream(hostname, port, "\n");
  }

  /** The same with another separator of records. */
  public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter) {
    return socketTextStream(hostname, port, delimiter, 0);
  }

  /**
   * The same; a connection that is lost is tried again for {@code maxRetry} seconds, -1: for ever.
   */
  public DataStreamSource<String> socketTextStream(
      String hostname, int port, String delimiter, long maxRetry) {
    SocketTextSource source = new SocketTextSource(hostname, port, delimiter, maxRetry);
    return addSource("Socket Stream", source, WatermarkStrategy.noWatermarks(), Types.STRING, true);
  }

  private <OUT> DataStreamSource<OUT> addSource(
      String name,
      Source<OUT, ?, ?> source,
      WatermarkStrategy<OUT> watermarks,
      TypeInformation<OUT> type,
      boolean single) {
    Operator operator =
        addOperator(
            "Source: " + name, new OperatorSpec.SourceSpec<>(source, watermarks), List.of());
    operator.outputType = type;
    operator.single = single;
    if (single) {
      operator.parallelism = 1;
    }
    return new DataStreamSource<>(this, operator);
  }

  /** Runs the job and waits for its end; see {@link #execute(String)}. */
  public JobExecutionResult execute() throws Exception {
    return execute(DEFAULT_JOB_NAME);
  }

  /**
   * Runs the job and waits for its end.
   *
   * @throws JobExecutionException if the job fails or is cancelled; the cause is what the failing
   *     function threw
   * @throws IllegalStateException if the graph is not valid, or no runtime is on the class path
   */
  public JobExecutionResult execute(String jobName) throws Exception {
    JobClient client = executeAsync(jobName);
    try {
      return client.getJobExecutionResult().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Starts the job and does not wait for its end. */
  public JobClient executeAsync() throws Exception {
    return executeAsync(DEFAULT_JOB_NAME);
  }

  /** Starts the job and does not wait for its end. */
  public JobClient executeAsync(String jobName) throws Exception {
    StreamGraph graph = getStreamGraph(jobName);
    operators.clear();
    return Executors.find().submit(graph);
  }

  /**
   * The graph built so far; a check of it without running it.
   *
   * @throws IllegalStateException if the graph is not valid; the message says what is wrong
   */
  public StreamGraph getStreamGraph(String jobName) {
    return new StreamGraph(
        jobName,
        settings.configuration(),
        stateBackend,
        config.getGlobalJobParameters().toMap(),
        new GraphBuilder(this, operators).build(settings.options().job().runtimeMode()));
  }

  int parallelismOf(Operator operator) {
    return operator.parallelism == 0 ? getParallelism() : operator.parallelism;
  }

  boolean isParallelismConfigured(Operator operator) {
    return operator.parallelism != 0;
  }

  int maxParallelismOf(Operator operator) {
    if (operator.maxParallelism != 0) {
      return operator.maxParallelism;
    }
    return settings
        .options()
        .job()
        .maxParallelism()
        .orElseGet(() -> KeyGroups.defaultMaxParallelism(parallelismOf(operator)));
  }

  AggregationPhases windowAggregation() {
    return settings.options().job().windowAggregation();
  }

  boolean chaining() {
    return settings.options().job().chaining();
  }

  Operator addOperator(String name, OperatorSpec spec, List<Input> inputs) {
    Operator operator = new Operator(nextId++, name, spec, inputs);
    operator.parallelism = parallelism;
    operators.add(operator);
    return operator;
  }

  <R> SingleOutputStreamOperator<R> addStream(
      String name, TypeInformation<R> outputType, OperatorSpec spec, List<Input> inputs) {
    Operator operator = addOperator(name, spec, inputs);
    operator.outputType = outputType;
    return new SingleOutputStreamOperator<>(this, operator);
  }

  void checkSame(StreamExecutionEnvironment other) {
    if (other != this) {
      throw new IllegalArgumentException("Streams of two environments cannot be brought together");
    }
  }
}
