package dev.weir.runtime.operators;

import dev.weir.api.metrics.SinkCommitterMetricGroup;
import dev.weir.api.sink.Committer;
import dev.weir.api.sink.CommitterInitContext;
import dev.weir.api.sink.CommittingSinkWriter;
import dev.weir.api.sink.SupportsCommitter;
import dev.weir.protocol.manifest.OperatorListState.Mode;
import dev.weir.runtime.state.OperatorState;
import dev.weir.runtime.state.VersionedElementSerializer;
import dev.weir.state.ListState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The second phase of a sink: keeps committables by checkpoint, in the operator's state, until
 * their checkpoint is durable, then commits them in order.
 */
final class CommitterSide<C> {

  private static final int ATTEMPTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 50;

  private final SupportsCommitter<C> sink;
  private final NavigableMap<Long, List<C>> byCheckpoint = new TreeMap<>();
  private @Nullable Committer<C> committer;
  private @Nullable ListState<C> state;
  private @Nullable SinkCommitterMetricGroup metrics;

  /** Written by the thread of the subtask, read by whoever looks at metrics. */
  private final AtomicInteger pending = new AtomicInteger();

  CommitterSide(SupportsCommitter<C> sink) {
    this.sink = sink;
  }

  void restore(CommitterInitContext init, OperatorState operatorState) throws Exception {
    metrics = init.metricGroup();
    metrics.setCurrentPendingCommittablesGauge(pending::get);
    committer = sink.createCommitter(init);
    state =
        operatorState.list(
            "committables",
            Mode.SPLIT,
            new VersionedElementSerializer<>("committable", sink.getCommittableSerializer()));
  }

  /** Commits what the restored snapshot holds: it is from a checkpoint that was logged. */
  void commitRestored() throws Exception {
    List<C> restored = new ArrayList<>();
    requireState().get().forEach(restored::add);
    commit(restored);
    requireState().clear();
  }

  /** Takes what a writer prepared for a checkpoint. */
  void collect(long checkpointId, CommittingSinkWriter<?, ?> writer) throws Exception {
    @SuppressWarnings("unchecked") // the sink's writer gives what the sink's committer takes
    Collection<C> prepared = (Collection<C>) writer.prepareCommit();
    if (!prepared.isEmpty()) {
      byCheckpoint.computeIfAbsent(checkpointId, id -> new ArrayList<>()).addAll(prepared);
      pending.setOpaque(pending.getPlain() + prepared.size());
    }
  }

  /** Puts everything that is not committed yet into the operator's state. */
  void snapshot() throws Exception {
    List<C> pending = new ArrayList<>();
    byCheckpoint.values().forEach(pending::addAll);
    requireState().update(pending);
  }

  /** A checkpoint is durable, and with it the committables of all before it. */
  void commitUpTo(long checkpointId) throws Exception {
    NavigableMap<Long, List<C>> durable = byCheckpoint.headMap(checkpointId, true);
    for (List<C> committables : durable.values()) {
      commit(committables);
    }
    durable.clear();
    pending.setOpaque(byCheckpoint.values().stream().mapToInt(List::size).sum());
  }

  void close() throws Exception {
    if (committer != null) {
      committer.close();
    }
  }

  private void commit(List<C> committables) throws Exception {
    SinkCommitterMetricGroup counted = requireMetrics();
    counted.getNumCommittablesTotalCounter().inc(committables.size());
    List<Request<C>> open = new ArrayList<>();
    committables.forEach(committable -> open.add(new Request<>(committable)));
    for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
      if (attempt > 0) {
        TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE_MILLIS << attempt);
      }
      List<Committer.CommitRequest<C>> requests = new ArrayList<>(open);
      open.forEach(Request::begin);
      requireCommitter().commit(requests);
      for (Request<C> request : open) {
        request.count(counted);
        request.throwIfFailed();
      }
      open.removeIf(request -> !request.again);
    }
    if (!open.isEmpty()) {
      throw new IllegalStateException(
          "%d committables could not be committed in %d attempts, the first is %s"
              .formatted(open.size(), ATTEMPTS, open.get(0).committable));
    }
  }

  private ListState<C> requireState() {
    if (state == null) {
      throw new IllegalStateException("the committer's state is not initialised");
    }
    return state;
  }

  private SinkCommitterMetricGroup requireMetrics() {
    if (metrics == null) {
      throw new IllegalStateException("the committer is not initialised");
    }
    return metrics;
  }

  private Committer<C> requireCommitter() {
    if (committer == null) {
      throw new IllegalStateException("the committer is not initialised");
    }
    return committer;
  }

  private static final class Request<C> implements Committer.CommitRequest<C> {
    private C committable;
    private int tries;
    private boolean again;
    private boolean already;
    private @Nullable Throwable failure;

    Request(C committable) {
      this.committable = committable;
    }

    void begin() {
      tries++;
      again = false;
      already = false;
    }

    void count(SinkCommitterMetricGroup metrics) {
      if (failure != null) {
        metrics.getNumCommittablesFailureCounter().inc();
      } else if (again) {
        metrics.getNumCommittablesRetryCounter().inc();
      } else if (already) {
        metrics.getNumCommittablesAlreadyCommittedCounter().inc();
      } else {
        metrics.getNumCommittablesSuccessCounter().inc();
      }
    }

    void throwIfFailed() {
      if (failure != null) {
        throw new IllegalStateException(
            "the committable %s can never be committed: %s".formatted(committable, failure),
            failure);
      }
    }

    @Override
    public C getCommittable() {
      return committable;
    }

    @Override
    public int getNumberOfRetries() {
      return tries - 1;
    }

    @Override
    public void signalAlreadyCommitted() {
      again = false;
      already = true;
    }

    @Override
    public void retryLater() {
      again = true;
    }

    @Override
    public void updateAndRetryLater(C updated) {
      committable = updated;
      again = true;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable cause) {
      failure = cause;
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable cause) {
      failure = cause;
    }
  }
}
