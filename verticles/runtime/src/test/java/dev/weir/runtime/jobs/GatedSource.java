package dev.weir.runtime.jobs;

import dev.weir.api.ResultTypeQueryable;
import dev.weir.api.metrics.Counter;
import dev.weir.api.metrics.SourceReaderMetricGroup;
import dev.weir.api.source.Boundedness;
import dev.weir.api.source.InputStatus;
import dev.weir.api.source.ReaderOutput;
import dev.weir.api.source.SimpleVersionedSerializer;
import dev.weir.api.source.Source;
import dev.weir.api.source.SourceOutput;
import dev.weir.api.source.SourceReader;
import dev.weir.api.source.SourceReaderContext;
import dev.weir.api.source.SourceSplit;
import dev.weir.api.source.SplitEnumerator;
import dev.weir.api.source.SplitEnumeratorContext;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Emits, from each of its splits, the numbers {@code split, split + splits, ...} of a sequence, as
 * far as its {@link Gate} is open; ends when all are out. Which split is read where makes no
 * difference to what comes out.
 */
record GatedSource(Gate.Handle gate, int splits, long count)
    implements Source<Long, GatedSource.Split, List<GatedSource.Split>>, ResultTypeQueryable<Long> {

  record Split(int number, long next) implements SourceSplit {
    @Override
    public String splitId() {
      return String.valueOf(number);
    }
  }

  @Override
  public TypeInformation<Long> getProducedType() {
    return Types.LONG;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Long, Split> createReader(SourceReaderContext readerContext) {
    return new Reader(gate.gate(), splits, count, readerContext.metricGroup());
  }

  @Override
  public SplitEnumerator<Split, List<Split>> createEnumerator(
      SplitEnumeratorContext<Split> context) {
    List<Split> all = new ArrayList<>();
    for (int split = 0; split < splits; split++) {
      all.add(new Split(split, split));
    }
    return new Enumerator(context, all);
  }

  @Override
  public SplitEnumerator<Split, List<Split>> restoreEnumerator(
      SplitEnumeratorContext<Split> context, List<Split> checkpoint) {
    return new Enumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<Split> getSplitSerializer() {
    return new Codec<>() {
      @Override
      public byte[] serialize(Split split) {
        return write(List.of(split));
      }

      @Override
      public Split deserialize(int version, byte[] bytes) {
        return readAll(bytes).get(0);
      }
    };
  }

  @Override
  public SimpleVersionedSerializer<List<Split>> getEnumeratorCheckpointSerializer() {
    return new Codec<>() {
      @Override
      public byte[] serialize(List<Split> splits) {
        return write(splits);
      }

      @Override
      public List<Split> deserialize(int version, byte[] bytes) {
        return readAll(bytes);
      }
    };
  }

  private abstract static class Codec<T> implements SimpleVersionedSerializer<T> {
    @Override
    public int getVersion() {
      return 1;
    }

    static byte[] write(List<Split> splits) {
      ByteBuffer buffer = ByteBuffer.allocate(splits.size() * 12);
      splits.forEach(split -> buffer.putInt(split.number()).putLong(split.next()));
      return buffer.array();
    }

    static List<Split> readAll(byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      List<Split> splits = new ArrayList<>();
      while (buffer.hasRemaining()) {
        splits.add(new Split(buffer.getInt(), buffer.getLong()));
      }
      return splits;
    }
  }

  /** Deals the splits out to the readers by number, each by a call of its own. */
  private static final class Enumerator implements SplitEnumerator<Split, List<Split>> {
    private final SplitEnumeratorContext<Split> context;
    private final List<Split> waiting;

    Enumerator(SplitEnumeratorContext<Split> context, List<Split> waiting) {
      this.context = context;
      this.waiting = new ArrayList<>(waiting);
      context.metricGroup().setUnassignedSplitsGauge(() -> (long) this.waiting.size());
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {}

    @Override
    public void addSplitsBack(List<Split> splits, int subtaskId) {
      waiting.addAll(splits);
    }

    @Override
    public void addReader(int subtaskId) {
      for (Split split : List.copyOf(waiting)) {
        if (split.number() % context.currentParallelism() == subtaskId) {
          waiting.remove(split);
          context.assignSplit(split, subtaskId);
        }
      }
      context.signalNoMoreSplits(subtaskId);
    }

    @Override
    public List<Split> snapshotState(long checkpointId) {
      return List.copyOf(waiting);
    }

    @Override
    public void close() {}
  }

  private static final class Reader implements SourceReader<Long, Split> {
    private static final int PER_POLL = 16;

    private final Gate gate;
    private final int stride;
    private final long count;
    private final Counter read;
    private final List<Split> open = new ArrayList<>();
    private boolean noMoreSplits;
    private int turn;

    Reader(Gate gate, int stride, long count, SourceReaderMetricGroup metrics) {
      this.read = metrics.getIOMetricGroup().getNumRecordsInCounter();
      this.gate = gate;
      this.stride = stride;
      this.count = count;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<Long> output) {
      open.removeIf(split -> isDone(split, output));
      if (open.isEmpty()) {
        return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
      }
      for (int i = 0; i < open.size(); i++) {
        turn = (turn + 1) % open.size();
        if (emit(turn, output)) {
          return InputStatus.MORE_AVAILABLE;
        }
      }
      return InputStatus.NOTHING_AVAILABLE;
    }

    private boolean isDone(Split split, ReaderOutput<Long> output) {
      if (split.next() < count) {
        return false;
      }
      output.releaseOutputForSplit(split.splitId());
      return true;
    }

    private boolean emit(int index, ReaderOutput<Long> output) {
      Split split = open.get(index);
      long limit = Math.min(count, gate.limit());
      long next = split.next();
      int emitted = 0;
      SourceOutput<Long> splitOutput = output.createOutputForSplit(split.splitId());
      while (next < limit && emitted < PER_POLL) {
        splitOutput.collect(next);
        next += stride;
        emitted++;
      }
      open.set(index, new Split(split.number(), next));
      gate.emitted(split.number(), next, stride);
      read.inc(emitted);
      return emitted > 0;
    }

    @Override
    public List<Split> snapshotState(long checkpointId) {
      return List.copyOf(open);
    }

    @Override
    public java.util.concurrent.CompletableFuture<Void> isAvailable() {
      return gate.changed(open.stream().mapToLong(Split::next).min().orElse(Long.MAX_VALUE));
    }

    @Override
    public void addSplits(List<Split> splits) {
      gate.assigned(splits.size());
      open.addAll(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
      noMoreSplits = true;
      gate.wake();
    }

    @Override
    public void close() {}
  }
}
