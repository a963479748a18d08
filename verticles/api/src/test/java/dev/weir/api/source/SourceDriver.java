package dev.weir.api.source;

import dev.weir.api.metrics.SourceReaderMetricGroup;
import dev.weir.api.metrics.SplitEnumeratorMetricGroup;
import dev.weir.api.metrics.UnregisteredMetricsGroup;
import dev.weir.api.time.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source as an engine does, on one thread: an enumerator and some readers. Splits and
 * checkpoints go through their serialisers.
 */
final class SourceDriver<T, S extends SourceSplit, C> {

  /** What a restore begins from. */
  record Checkpoint(byte[] enumerator, List<byte[]> splits) {}

  private final Source<T, S, C> source;
  private final SplitEnumerator<S, C> enumerator;
  private final List<SourceReader<T, S>> readers = new ArrayList<>();
  private final List<InputStatus> statuses = new ArrayList<>();
  final List<List<T>> emitted = new ArrayList<>();

  SourceDriver(Source<T, S, C> source, int parallelism) throws Exception {
    this(source, parallelism, null);
  }

  SourceDriver(Source<T, S, C> source, int parallelism, @Nullable Checkpoint from)
      throws Exception {
    this.source = source;
    EnumeratorContext context = new EnumeratorContext(parallelism);
    SimpleVersionedSerializer<C> serializer = source.getEnumeratorCheckpointSerializer();
    enumerator =
        from == null
            ? source.createEnumerator(context)
            : source.restoreEnumerator(
                context, serializer.deserialize(serializer.getVersion(), from.enumerator()));
    enumerator.start();
    for (int i = 0; i < parallelism; i++) {
      readers.add(source.createReader(new ReaderContext(i, parallelism)));
      statuses.add(InputStatus.NOTHING_AVAILABLE);
      emitted.add(new ArrayList<>());
    }
    if (from != null) {
      dealOut(from.splits());
    }
    for (int i = 0; i < parallelism; i++) {
      enumerator.addReader(i);
      readers.get(i).start();
    }
  }

  private void dealOut(List<byte[]> splits) throws Exception {
    SimpleVersionedSerializer<S> serializer = source.getSplitSerializer();
    for (int i = 0; i < splits.size(); i++) {
      S split = serializer.deserialize(serializer.getVersion(), splits.get(i));
      readers.get(i % readers.size()).addSplits(List.of(split));
    }
  }

  /** Polls a reader once. */
  InputStatus poll(int reader) throws Exception {
    InputStatus status = readers.get(reader).pollNext(new Output(emitted.get(reader)));
    statuses.set(reader, status);
    return status;
  }

  /** Polls all readers in turn until each has ended; fails if none can go on. */
  void runToEnd() throws Exception {
    int idle = 0;
    while (statuses.stream().anyMatch(status -> status != InputStatus.END_OF_INPUT)) {
      int before = count();
      int polled = 0;
      for (int i = 0; i < readers.size(); i++) {
        if (ready(i)) {
          poll(i);
          polled++;
        }
      }
      idle = count() > before ? 0 : idle + 1;
      if (polled == 0 || idle > 10) {
        throw new AssertionError("no reader can go on: " + statuses);
      }
    }
  }

  private int count() {
    return emitted.stream().mapToInt(List::size).sum();
  }

  private boolean ready(int reader) {
    return switch (statuses.get(reader)) {
      case MORE_AVAILABLE -> true;
      case NOTHING_AVAILABLE -> readers.get(reader).isAvailable().isDone();
      case END_OF_INPUT -> false;
    };
  }

  Checkpoint checkpoint(long id) throws Exception {
    byte[] state =
        source.getEnumeratorCheckpointSerializer().serialize(enumerator.snapshotState(id));
    List<byte[]> splits = new ArrayList<>();
    for (SourceReader<T, S> reader : readers) {
      for (S split : reader.snapshotState(id)) {
        splits.add(source.getSplitSerializer().serialize(split));
      }
    }
    return new Checkpoint(state, splits);
  }

  SourceReader<T, S> reader(int index) {
    return readers.get(index);
  }

  List<T> all() {
    return emitted.stream().flatMap(List::stream).toList();
  }

  void close() throws Exception {
    for (SourceReader<T, S> reader : readers) {
      reader.close();
    }
    enumerator.close();
  }

  private final class Output implements ReaderOutput<T> {
    private final List<T> records;

    Output(List<T> records) {
      this.records = records;
    }

    @Override
    public void collect(T record) {
      records.add(record);
    }

    @Override
    public void collect(T record, long timestamp) {
      records.add(record);
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

    private final int index;
    private final int parallelism;

    ReaderContext(int index, int parallelism) {
      this.index = index;
      this.parallelism = parallelism;
    }

    @Override
    public int getIndexOfSubtask() {
      return index;
    }

    @Override
    public int currentParallelism() {
      return parallelism;
    }

    @Override
    public void sendSplitRequest() {
      try {
        enumerator.handleSplitRequest(index, null);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
      throw new AssertionError("no event expected: " + sourceEvent);
    }
  }

  private final class EnumeratorContext implements SplitEnumeratorContext<S> {
    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    private final int parallelism;

    EnumeratorContext(int parallelism) {
      this.parallelism = parallelism;
    }

    @Override
    public int currentParallelism() {
      return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      Map<Integer, ReaderInfo> infos = new HashMap<>();
      for (int i = 0; i < readers.size(); i++) {
        infos.put(i, new ReaderInfo(i, "here"));
      }
      return infos;
    }

    @Override
    public void assignSplits(SplitsAssignment<S> assignment) {
      assignment
          .assignment()
          .forEach(
              (reader, splits) -> {
                try {
                  readers.get(reader).addSplits(splits);
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
      try {
        readers.get(subtask).notifyNoMoreSplits();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
      throw new AssertionError("no event expected: " + event);
    }

    @Override
    public <R> void callAsync(
        Callable<R> callable, BiConsumer<@Nullable R, @Nullable Throwable> handler) {
      throw new AssertionError("no asynchronous call expected");
    }

    @Override
    public <R> void callAsync(
        Callable<R> callable,
        BiConsumer<@Nullable R, @Nullable Throwable> handler,
        long initialDelay,
        long period) {
      throw new AssertionError("no asynchronous call expected");
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
      runnable.run();
    }
  }
}
