package dev.weir.connector.file;

import dev.weir.api.metrics.SourceReaderMetricGroup;
import dev.weir.api.metrics.SplitEnumeratorMetricGroup;
import dev.weir.api.metrics.UnregisteredMetricsGroup;
import dev.weir.api.source.InputStatus;
import dev.weir.api.source.ReaderInfo;
import dev.weir.api.source.ReaderOutput;
import dev.weir.api.source.SimpleVersionedSerializer;
import dev.weir.api.source.Source;
import dev.weir.api.source.SourceEvent;
import dev.weir.api.source.SourceOutput;
import dev.weir.api.source.SourceReader;
import dev.weir.api.source.SourceReaderContext;
import dev.weir.api.source.SourceSplit;
import dev.weir.api.source.SplitEnumerator;
import dev.weir.api.source.SplitEnumeratorContext;
import dev.weir.api.source.SplitsAssignment;
import dev.weir.api.time.Watermark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays the engine for a source, on one thread, one step at a time. A message between the
 * enumerator and a reader is delivered by a step of its own, so that a checkpoint can come before
 * it.
 */
final class SourceDriver<T, SplitT extends SourceSplit, CheckpointT> implements AutoCloseable {

  /** What a job is restored from. */
  record Checkpoint(byte[] enumerator, List<byte[]> splits, int outputSize) {}

  private interface Step {
    void run() throws Exception;
  }

  private final Source<T, SplitT, CheckpointT> source;
  private final List<T> output;
  private final SplitEnumerator<SplitT, CheckpointT> enumerator;
  private final List<SourceReader<T, SplitT>> readers = new ArrayList<>();
  private final Map<Integer, ReaderInfo> registered = new HashMap<>();
  private final Queue<Step> requests = new ArrayDeque<>();
  private final Queue<Step> searches = new ArrayDeque<>();
  private final List<Step> repeatedSearches = new ArrayList<>();
  private final boolean[] ended;

  private SourceDriver(
      Source<T, SplitT, CheckpointT> source,
      int parallelism,
      List<T> output,
      @Nullable Checkpoint restored)
      throws Exception {
    this.source = source;
    this.output = output;
    this.ended = new boolean[parallelism];
    EnumeratorContext context = new EnumeratorContext();
    if (restored == null) {
      this.enumerator = source.createEnumerator(context);
    } else {
      SimpleVersionedSerializer<CheckpointT> serializer =
          source.getEnumeratorCheckpointSerializer();
      this.enumerator =
          source.restoreEnumerator(
              context, serializer.deserialize(serializer.getVersion(), restored.enumerator()));
    }
    for (int subtask = 0; subtask < parallelism; subtask++) {
      readers.add(source.createReader(new ReaderContext(subtask)));
    }
    if (restored != null) {
      dealOut(restored.splits());
    }
    enumerator.start();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      registered.put(subtask, new ReaderInfo(subtask, "here"));
      enumerator.addReader(subtask);
      readers.get(subtask).start();
    }
  }

  static <T, SplitT extends SourceSplit, C> SourceDriver<T, SplitT, C> start(
      Source<T, SplitT, C> source, int parallelism) throws Exception {
    return new SourceDriver<>(source, parallelism, new ArrayList<>(), null);
  }

  /** Forgets what was emitted after the checkpoint and begins again from there. */
  SourceDriver<T, SplitT, CheckpointT> restore(Checkpoint checkpoint, int parallelism)
      throws Exception {
    close();
    return new SourceDriver<>(
        source,
        parallelism,
        new ArrayList<>(output.subList(0, checkpoint.outputSize())),
        checkpoint);
  }

  private void dealOut(List<byte[]> splits) throws Exception {
    SimpleVersionedSerializer<SplitT> serializer = source.getSplitSerializer();
    for (int i = 0; i < splits.size(); i++) {
      readers
          .get(i % readers.size())
          .addSplits(List.of(serializer.deserialize(serializer.getVersion(), splits.get(i))));
    }
  }

  int parallelism() {
    return readers.size();
  }

  List<T> output() {
    return output;
  }

  /** Lets the searches that are due run: those done once, and each repeated one. */
  void search() throws Exception {
    while (!searches.isEmpty()) {
      searches.remove().run();
    }
    for (Step repeated : repeatedSearches) {
      repeated.run();
    }
  }

  /** Delivers one message to the enumerator, if there is one. */
  void deliverRequest() throws Exception {
    if (!requests.isEmpty()) {
      requests.remove().run();
    }
  }

  /** Polls a reader once, unless it has ended. */
  InputStatus poll(int subtask) throws Exception {
    if (ended[subtask]) {
      return InputStatus.END_OF_INPUT;
    }
    InputStatus status = readers.get(subtask).pollNext(new Output());
    ended[subtask] = status == InputStatus.END_OF_INPUT;
    return status;
  }

  boolean isAvailable(int subtask) {
    return readers.get(subtask).isAvailable().isDone();
  }

  boolean allEnded() {
    for (boolean end : ended) {
      if (!end) {
        return false;
      }
    }
    return true;
  }

  /** Goes on until no step changes anything; searches are not run. */
  void runUntilIdle() throws Exception {
    boolean busy = true;
    while (busy) {
      busy = !requests.isEmpty();
      deliverRequest();
      for (int subtask = 0; subtask < readers.size(); subtask++) {
        busy |= poll(subtask) == InputStatus.MORE_AVAILABLE;
      }
    }
  }

  Checkpoint checkpoint() throws Exception {
    List<byte[]> splits = new ArrayList<>();
    for (SourceReader<T, SplitT> reader : readers) {
      for (SplitT split : reader.snapshotState(1)) {
        splits.add(source.getSplitSerializer().serialize(split));
      }
    }
    byte[] state =
        source.getEnumeratorCheckpointSerializer().serialize(enumerator.snapshotState(1));
    return new Checkpoint(state, splits, output.size());
  }

  /** A reader fails and comes back; its splits since the start go back. */
  void failReader(int subtask, List<SplitT> splits) throws Exception {
    registered.remove(subtask);
    enumerator.addSplitsBack(splits, subtask);
  }

  @Override
  public void close() throws Exception {
    for (SourceReader<T, SplitT> reader : readers) {
      reader.close();
    }
    enumerator.close();
  }

  private final class Output implements ReaderOutput<T> {
    @Override
    public void collect(T record) {
      output.add(record);
    }

    @Override
    public void collect(T record, long timestamp) {
      output.add(record);
    }

    @Override
    public SourceOutput<T> createOutputForSplit(String splitId) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }

  private final class ReaderContext implements SourceReaderContext {
    @Override
    public SourceReaderMetricGroup metricGroup() {
      return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
    }

    private final int subtask;

    ReaderContext(int subtask) {
      this.subtask = subtask;
    }

    @Override
    public int getIndexOfSubtask() {
      return subtask;
    }

    @Override
    public int currentParallelism() {
      return ended.length;
    }

    @Override
    public void sendSplitRequest() {
      requests.add(() -> enumerator.handleSplitRequest(subtask, null));
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
      throw new UnsupportedOperationException();
    }
  }

  private final class EnumeratorContext implements SplitEnumeratorContext<SplitT> {
    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    @Override
    public int currentParallelism() {
      return ended.length;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      return Map.copyOf(registered);
    }

    @Override
    public void assignSplits(SplitsAssignment<SplitT> assignments) {
      assignments
          .assignment()
          .forEach(
              (subtask, splits) -> {
                if (!registered.containsKey(subtask)) {
                  throw new IllegalArgumentException("reader " + subtask + " is not registered");
                }
                run(() -> readers.get(subtask).addSplits(splits));
              });
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
      run(() -> readers.get(subtask).notifyNoMoreSplits());
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <R> void callAsync(
        Callable<R> callable, BiConsumer<@Nullable R, @Nullable Throwable> handler) {
      searches.add(() -> call(callable, handler));
    }

    @Override
    public <R> void callAsync(
        Callable<R> callable,
        BiConsumer<@Nullable R, @Nullable Throwable> handler,
        long initialDelay,
        long period) {
      repeatedSearches.add(() -> call(callable, handler));
    }

    private <R> void call(
        Callable<R> callable, BiConsumer<@Nullable R, @Nullable Throwable> handler) {
      R result;
      try {
        result = callable.call();
      } catch (Exception e) {
        handler.accept(null, e);
        return;
      }
      handler.accept(result, null);
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
      throw new UnsupportedOperationException();
    }

    private void run(Step step) {
      try {
        step.run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
