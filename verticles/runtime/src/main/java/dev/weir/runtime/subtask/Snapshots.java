package dev.weir.runtime.subtask;

import dev.weir.protocol.alignment.AlignmentEffect.TakeSnapshot;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.manifest.SubtaskSnapshot;
import dev.weir.runtime.operators.ChainedOperatorException;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotRequest;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the snapshots of a subtask: the synchronous part on the subtask's thread, the asynchronous
 * part on a snapshot worker, then the acknowledgement.
 */
final class Snapshots {

  private final SubtaskPlan plan;
  private final SubtaskServices services;
  private final SubtaskBus bus;
  private final OperatorChain chain;
  private final SubtaskMetrics metrics;
  private final Map<Long, Future<?>> writing = new HashMap<>();

  Snapshots(
      SubtaskPlan plan,
      SubtaskServices services,
      SubtaskBus bus,
      OperatorChain chain,
      SubtaskMetrics metrics) {
    this.plan = plan;
    this.services = services;
    this.bus = bus;
    this.chain = chain;
    this.metrics = metrics;
  }

  /**
   * Takes the snapshot that belongs to a barrier which has just been passed on. A failure declines
   * the checkpoint; the subtask goes on.
   *
   * @param ended whether the end of input has been handled
   */
  void take(TakeSnapshot effect, boolean ended) {
    CheckpointBarrier barrier = effect.barrier();
    long syncStarted = System.nanoTime();
    Timing timing =
        new Timing(
            Math.max(0, System.currentTimeMillis() - barrier.timestamp()) * 1_000_000
                - (syncStarted - effect.startedNanos()),
            syncStarted - effect.startedNanos(),
            syncStarted);
    ChainSnapshot snapshot;
    try {
      snapshot = chain.snapshot(barrier, request(barrier), ended);
    } catch (Exception e) {
      decline(barrier, CheckpointFailureReason.SNAPSHOT_FAILED, e);
      return;
    }
    metrics.stateBytes(chain.stateSize().bytes());
    long asyncStarted = System.nanoTime();
    Future<SubtaskSnapshot> written =
        services.snapshotWorkers().executeBlocking(snapshot::write, false);
    writing.put(barrier.checkpointId(), written);
    written.onComplete(
        result -> {
          writing.remove(barrier.checkpointId());
          if (result.succeeded()) {
            services.snapshots().local().written(barrier.checkpointId(), result.result().files());
            acknowledge(barrier, result.result(), timing, asyncStarted);
          } else {
            decline(barrier, CheckpointFailureReason.SNAPSHOT_WRITE_FAILED, result.cause());
          }
        });
  }

  /** A restore will not be from anything before this checkpoint. */
  void completed(long checkpointId) {
    services.snapshots().local().completed(checkpointId);
  }

  /** Gives up what is being written; completes when nothing is any more. */
  Future<?> abandon() {
    List<Future<?>> all = List.copyOf(writing.values());
    Set.copyOf(writing.keySet()).forEach(chain::abandonSnapshot);
    return Future.join(all).otherwiseEmpty();
  }

  void decline(long checkpointId, CheckpointFailureReason reason, String detail) {
    bus.report(
        new SubtaskReport.Declined(
            plan.attempt(), new SubtaskDecline(checkpointId, plan.subtask(), reason, detail)));
  }

  private void decline(
      CheckpointBarrier barrier, CheckpointFailureReason reason, @Nullable Throwable cause) {
    String detail = cause == null ? "" : ChainedOperatorException.unwrap(cause).toString();
    decline(barrier.checkpointId(), reason, detail);
  }

  private SnapshotRequest request(CheckpointBarrier barrier) {
    return new SnapshotRequest(
        barrier.checkpointId(),
        barrier.directory(),
        services.layout().sharedDirectory(),
        barrier.kind().form());
  }

  private void acknowledge(
      CheckpointBarrier barrier, SubtaskSnapshot snapshot, Timing timing, long asyncStarted) {
    long newBytes = 0;
    long fullBytes = 0;
    for (var operator : snapshot.operators().values()) {
      newBytes += operator.keyed().map(KeyedSnapshot::newBytes).orElse(0L);
    }
    for (SnapshotFile file : snapshot.files()) {
      fullBytes += file.length();
    }
    bus.report(
        new SubtaskReport.Acknowledged(
            plan.attempt(),
            new SubtaskAck(
                barrier.checkpointId(),
                plan.subtask(),
                snapshot,
                new SnapshotMetrics(
                    Math.max(0, timing.startDelayNanos),
                    timing.alignmentNanos,
                    asyncStarted - timing.syncStarted,
                    System.nanoTime() - asyncStarted,
                    newBytes,
                    fullBytes))));
  }

  private record Timing(long startDelayNanos, long alignmentNanos, long syncStarted) {}
}
