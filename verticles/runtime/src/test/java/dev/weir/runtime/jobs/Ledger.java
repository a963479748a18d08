package dev.weir.runtime.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.api.metrics.Counter;
import dev.weir.api.sink.Committer;
import dev.weir.api.sink.CommitterInitContext;
import dev.weir.api.sink.CommittingSinkWriter;
import dev.weir.api.sink.Sink;
import dev.weir.api.sink.SinkWriter;
import dev.weir.api.sink.SupportsCommitter;
import dev.weir.api.sink.WriterInitContext;
import dev.weir.api.source.SimpleVersionedSerializer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The outside world of a job: what a two-phase sink has committed, transaction by transaction. A
 * transaction that is committed again changes nothing, as an external system would have it.
 */
final class Ledger {

  private static final Map<String, Ledger> LEDGERS = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Map<String, List<String>> committed = new LinkedHashMap<>();
  private final Map<Integer, CompletableFuture<Void>> waiting = new LinkedHashMap<>();
  private final AtomicInteger commitsToFail = new AtomicInteger();
  private int lines;

  static Ledger create() {
    Ledger ledger = new Ledger();
    LEDGERS.put(ledger.id, ledger);
    return ledger;
  }

  /** A sink that writes here what the records are as text. */
  <T> Sink<T> sink() {
    return new LedgerSink<>(id);
  }

  /** The next commits fail before they have done anything. */
  void failCommits(int count) {
    commitsToFail.set(count);
  }

  /** Everything committed, in the order of the commits. */
  synchronized List<String> lines() {
    List<String> all = new ArrayList<>();
    committed.values().forEach(all::addAll);
    return all;
  }

  /** Waits until so many lines are committed. */
  void await(int count) throws Exception {
    CompletableFuture<Void> there;
    synchronized (this) {
      if (lines >= count) {
        return;
      }
      there = waiting.computeIfAbsent(count, missing -> new CompletableFuture<>());
    }
    Jobs.get(there);
  }

  private synchronized void commit(Batch batch) {
    if (commitsToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("the ledger is closed for the moment");
    }
    if (committed.putIfAbsent(batch.transaction(), batch.lines()) == null) {
      lines += batch.lines().size();
      waiting.forEach(
          (count, there) -> {
            if (lines >= count) {
              there.complete(null);
            }
          });
    }
  }

  record Batch(String transaction, List<String> lines) {}

  private record LedgerSink<T>(String ledger) implements Sink<T>, SupportsCommitter<Batch> {

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
      return new Writer<>(context.metricGroup().getNumRecordsSendCounter());
    }

    @Override
    public Committer<Batch> createCommitter(CommitterInitContext context) {
      return new LedgerCommitter(of(ledger));
    }

    @Override
    public SimpleVersionedSerializer<Batch> getCommittableSerializer() {
      return new BatchSerializer();
    }
  }

  private static Ledger of(String id) {
    Ledger ledger = LEDGERS.get(id);
    if (ledger == null) {
      throw new IllegalStateException("no ledger " + id);
    }
    return ledger;
  }

  private static final class Writer<T> implements CommittingSinkWriter<T, Batch> {
    private List<String> lines = new ArrayList<>();
    private @Nullable List<String> flushed;
    private final Counter sent;

    Writer(Counter sent) {
      this.sent = sent;
    }

    @Override
    public void write(T element, Context context) {
      sent.inc();
      lines.add(String.valueOf(element));
    }

    @Override
    public void flush(boolean endOfInput) {
      List<String> all = flushed == null ? new ArrayList<>() : flushed;
      all.addAll(lines);
      lines = new ArrayList<>();
      flushed = all;
    }

    @Override
    public Collection<Batch> prepareCommit() {
      List<String> all = flushed;
      flushed = null;
      return all == null || all.isEmpty()
          ? List.of()
          : List.of(new Batch(UUID.randomUUID().toString(), all));
    }

    @Override
    public void close() {}
  }

  private record LedgerCommitter(Ledger ledger) implements Committer<Batch> {
    @Override
    public void commit(Collection<CommitRequest<Batch>> committables) {
      committables.forEach(request -> ledger.commit(request.getCommittable()));
    }

    @Override
    public void close() {}
  }

  private static final class BatchSerializer implements SimpleVersionedSerializer<Batch> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Batch batch) {
      return (batch.transaction() + "\n" + String.join("\n", batch.lines())).getBytes(UTF_8);
    }

    @Override
    public Batch deserialize(int version, byte[] serialized) {
      List<String> all = new String(serialized, UTF_8).lines().toList();
      return new Batch(all.get(0), all.subList(1, all.size()));
    }
  }
}
