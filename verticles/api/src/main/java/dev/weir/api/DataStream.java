package dev.weir.api;

import dev.weir.api.Operator.Input;
import dev.weir.api.Operator.Upstream;
import dev.weir.api.functions.FilterFunction;
import dev.weir.api.functions.FlatMapFunction;
import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.MapFunction;
import dev.weir.api.functions.Partitioner;
import dev.weir.api.functions.ProcessFunction;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.sink.CollectSink;
import dev.weir.api.sink.PrintSink;
import dev.weir.api.sink.Sink;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.TypeExtraction;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.windowing.assigners.GlobalWindows;
import dev.weir.api.windowing.assigners.WindowAssigner;
import dev.weir.api.windowing.evictors.CountEvictor;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.api.windowing.triggers.PurgingTrigger;
import dev.weir.api.windowing.windows.GlobalWindow;
import dev.weir.api.windowing.windows.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stream of records while the graph is built. Every method that makes a stream leaves this one as
 * it is, so a stream can be used several times.
 *
 * @param <T> the type of the records
 */
public class DataStream<T> {

  final StreamExecutionEnvironment environment;
  final List<Upstream> upstreams;

  DataStream(StreamExecutionEnvironment environment, List<Upstream> upstreams) {
    this.environment = environment;
    this.upstreams = List.copyOf(upstreams);
  }

  /** The environment that the stream belongs to. */
  public StreamExecutionEnvironment getExecutionEnvironment() {
    return environment;
  }

  /** The number of subtasks that make this stream; of a union, of its first stream. */
  public int getParallelism() {
    return environment.parallelismOf(upstreams.get(0).operator());
  }

  /** The type of the records. It may be missing, see {@link TypeInformation#isMissing}. */
  @SuppressWarnings("unchecked") // the operator was made with a stream of this type
  public TypeInformation<T> getType() {
    Upstream first = upstreams.get(0);
    OutputTag<?> tag = first.sideOutput();
    TypeInformation<?> type = tag == null ? first.operator().outputType : tag.getTypeInfo();
    if (type == null) {
      throw new IllegalStateException(first.operator().name + " has no output");
    }
    return (TypeInformation<T>) type;
  }

  /** One record for each record. */
  public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper) {
    return map(mapper, outputOf(mapper, MapFunction.class, 1, "Map"));
  }

  /** One record for each record, of a given type. */
  public <R> SingleOutputStreamOperator<R> map(
      MapFunction<T, R> mapper, TypeInformation<R> outputType) {
    return transform("Map", outputType, new OperatorSpec.MapSpec<>(mapper, keyedBy()));
  }

  /** Any number of records for each record. */
  public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper) {
    return flatMap(flatMapper, outputOf(flatMapper, FlatMapFunction.class, 1, "Flat Map"));
  }

  /** Any number of records for each record, of a given type. */
  public <R> SingleOutputStreamOperator<R> flatMap(
      FlatMapFunction<T, R> flatMapper, TypeInformation<R> outputType) {
    return transform("Flat Map", outputType, new OperatorSpec.FlatMapSpec<>(flatMapper, keyedBy()));
  }

  /** The records for which the filter says true. */
  public SingleOutputStreamOperator<T> filter(FilterFunction<T> filter) {
    return transform("Filter", getType(), new OperatorSpec.FilterSpec<>(filter, keyedBy()));
  }

  /** Any number of records for each record, and side outputs. */
  public <R> SingleOutputStreamOperator<R> process(ProcessFunction<T, R> processFunction) {
    return process(processFunction, outputOf(processFunction, ProcessFunction.class, 1, "Process"));
  }

  /** Any number of records for each record, of a given type, and side outputs. */
  public <R> SingleOutputStreamOperator<R> process(
      ProcessFunction<T, R> processFunction, TypeInformation<R> outputType) {
    return transform(
        "Process", outputType, new OperatorSpec.ProcessSpec<>(processFunction, keyedBy()));
  }

  /**
   * The same records with timestamps and watermarks of this strategy. Those that the stream had
   * before count no more, except that its end is passed on.
   */
  public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(
      WatermarkStrategy<T> watermarkStrategy) {
    return transform(
        "Timestamps/Watermarks",
        getType(),
        new OperatorSpec.TimestampsAndWatermarksSpec<>(watermarkStrategy));
  }

  /** The stream divided by a key: records with equal keys go to the same subtask. */
  public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key) {
    return keyBy(key, TypeExtraction.typeOf(key, KeySelector.class, 1, "keyBy", getType()));
  }

  /** The stream divided by a key of a given type. */
  public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key, TypeInformation<K> keyType) {
    return new KeyedStream<>(this, new KeyedBy<>(key, Keys.checked(keyType)));
  }

  /**
   * All records in windows, in one subtask. Windows of a keyed stream are worked on in parallel.
   */
  public <W extends Window> AllWindowedStream<T, W> windowAll(
      WindowAssigner<? super T, W> assigner) {
    return new AllWindowedStream<>(this, assigner);
  }

  /** All records in windows of {@code size} records each, in one subtask. */
  public AllWindowedStream<T, GlobalWindow> countWindowAll(long size) {
    return windowAll(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
  }

  /** After each {@code slide} records a window of the last {@code size} records. */
  public AllWindowedStream<T, GlobalWindow> countWindowAll(long size, long slide) {
    return windowAll(GlobalWindows.create())
        .evictor(CountEvictor.of(size))
        .trigger(CountTrigger.of(slide));
  }

  /**
   * This stream and others together, in no particular order.
   *
   * @throws IllegalArgumentException if the types differ
   */
  @SafeVarargs
  public final DataStream<T> union(DataStream<T>... streams) {
    List<Upstream> all = new ArrayList<>(upstreams);
    for (DataStream<T> stream : streams) {
      environment.checkSame(stream.environment);
      if (!getType().equals(stream.getType())) {
        throw new IllegalArgumentException(
            "union needs streams of one type, found " + getType() + " and " + stream.getType());
      }
      all.addAll(stream.upstreams);
    }
    return new DataStream<>(environment, all);
  }

  /** This stream and another one, as the two inputs of one operator. */
  public <R> ConnectedStreams<T, R> connect(DataStream<R> dataStream) {
    environment.checkSame(dataStream.environment);
    return new ConnectedStreams<>(this, dataStream);
  }

  /** This stream and a broadcast stream, as the two inputs of one operator. */
  public <R> BroadcastConnectedStream<T, R> connect(BroadcastStream<R> broadcastStream) {
    environment.checkSame(broadcastStream.stream().environment);
    return new BroadcastConnectedStream<>(this, broadcastStream);
  }

  /** This stream and another one, whose records are to be joined in windows. */
  public <T2> JoinedStreams<T, T2> join(DataStream<T2> otherStream) {
    environment.checkSame(otherStream.environment);
    return new JoinedStreams<>(this, otherStream);
  }

  /** This stream and another one, whose records are to be grouped together in windows. */
  public <T2> CoGroupedStreams<T, T2> coGroup(DataStream<T2> otherStream) {
    environment.checkSame(otherStream.environment);
    return new CoGroupedStreams<>(this, otherStream);
  }

  /** Every record goes to every subtask of the next operator. */
  public DataStream<T> broadcast() {
    return partition(new Partitioning.Broadcast());
  }

  /** Every record goes to every subtask of the next operator, which keeps it in broadcast state. */
  public BroadcastStream<T> broadcast(MapStateDescriptor<?, ?>... broadcastStateDescriptors) {
    return new BroadcastStream<>(broadcast(), List.of(broadcastStateDescriptors));
  }

  /** Every record goes to a subtask chosen at random. */
  public DataStream<T> shuffle() {
    return partition(new Partitioning.Shuffle());
  }

  /** The records are dealt out to all subtasks of the next operator in turn. */
  public DataStream<T> rebalance() {
    return partition(new Partitioning.Rebalance());
  }

  /** The records of each subtask are dealt out to a share of the subtasks of the next operator. */
  public DataStream<T> rescale() {
    return partition(new Partitioning.Rescale());
  }

  /** Subtask i sends to subtask i of the next operator, which must have the same parallelism. */
  public DataStream<T> forward() {
    return partition(new Partitioning.Forward());
  }

  /** All records go to the first subtask of the next operator. */
  public DataStream<T> global() {
    return partition(new Partitioning.Global());
  }

  /** A partitioner of the program chooses the subtask by a key. */
  public <K> DataStream<T> partitionCustom(
      Partitioner<K> partitioner, KeySelector<T, K> keySelector) {
    return partition(new Partitioning.Custom<>(partitioner, keySelector));
  }

  /** Ends the stream in a sink. */
  public DataStreamSink<T> sinkTo(Sink<T> sink) {
    return addSink("Writer", sink);
  }

  /** Prints each record to the standard output of the process that runs the subtask. */
  public DataStreamSink<T> print() {
    return addSink("Print to Std. Out", new PrintSink<>());
  }

  /** As {@link #print()}, with {@code sinkIdentifier} before each record. */
  public DataStreamSink<T> print(String sinkIdentifier) {
    return addSink("Print to Std. Out", new PrintSink<>(sinkIdentifier));
  }

  /** Prints each record to the standard error of the process that runs the subtask. */
  public DataStreamSink<T> printToErr() {
    return addSink("Print to Std. Err", new PrintSink<>(true));
  }

  /** Runs the job and gives its records to this program; see {@link #executeAndCollect(String)}. */
  public CloseableIterator<T> executeAndCollect() throws Exception {
    return executeAndCollect("DataStream Collect");
  }

  /**
   * Runs the job and gives its records to this program while it runs. For tests and small results:
   * records pass through a bounded buffer in this process, and after a restart of the job some may
   * come twice.
   *
   * @return the records; close it to cancel the job. A failure of the job is thrown by {@code
   *     hasNext} and {@code next} as {@link IllegalStateException} with the cause
   */
  public CloseableIterator<T> executeAndCollect(String jobName) throws Exception {
    CollectSink<T> sink = new CollectSink<>();
    addSink("Collect", sink).setParallelism(1);
    JobClient client = environment.executeAsync(jobName);
    sink.finishWith(client.getJobExecutionResult());
    return new CollectedRecords<>(sink, client);
  }

  /** Runs the job until {@code limit} records have come, then cancels it. */
  public List<T> executeAndCollect(int limit) throws Exception {
    return executeAndCollect("DataStream Collect", limit);
  }

  /** Runs the job until {@code limit} records have come, then cancels it. */
  public List<T> executeAndCollect(String jobName, int limit) throws Exception {
    if (limit < 1) {
      throw new IllegalArgumentException("The limit must be at least 1, found " + limit);
    }
    List<T> records = new ArrayList<>();
    try (CloseableIterator<T> iterator = executeAndCollect(jobName)) {
      while (records.size() < limit && iterator.hasNext()) {
        records.add(iterator.next());
      }
    }
    return records;
  }

  private DataStreamSink<T> addSink(String name, Sink<T> sink) {
    Operator operator =
        environment.addOperator(
            "Sink: " + name, new OperatorSpec.SinkSpec<>(sink), inputs(upstreams, 0));
    return new DataStreamSink<>(operator);
  }

  DataStream<T> partition(Partitioning partitioning) {
    return new DataStream<>(
        environment, upstreams.stream().map(upstream -> upstream.with(partitioning)).toList());
  }

  /** How the records have keys; null if they have none. */
  @Nullable KeyedBy<T, ?> keyedBy() {
    return null;
  }

  <R> TypeInformation<R> outputOf(Object function, Class<?> declaring, int parameter, String name) {
    return TypeExtraction.typeOf(function, declaring, parameter, name, getType());
  }

  <R> SingleOutputStreamOperator<R> transform(
      String name, TypeInformation<R> outputType, OperatorSpec spec) {
    return environment.addStream(name, outputType, spec, inputs(upstreams, 0));
  }

  static List<Input> inputs(List<Upstream> upstreams, int index) {
    return upstreams.stream().map(upstream -> new Input(upstream, index)).toList();
  }

  static List<Input> inputs(DataStream<?> first, DataStream<?> second) {
    return Stream.concat(inputs(first.upstreams, 0).stream(), inputs(second.upstreams, 1).stream())
        .toList();
  }
}
