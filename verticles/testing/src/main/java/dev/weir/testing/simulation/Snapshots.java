package dev.weir.testing.simulation;

import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.manifest.SubtaskSnapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes the snapshots of a subtask: the part that stands still, the writing, the acknowledgement.
 */
final class Snapshots {

  private final LoopSubtask owner;
  private final Chain chain;
  private final Set<Long> writing = new HashSet<>();

  Snapshots(LoopSubtask owner, Chain chain) {
    this.owner = owner;
    this.chain = chain;
  }

  void take(CheckpointBarrier barrier, boolean ended) {
    if (owner.world.strikes(FaultKind.SNAPSHOT_FAILS, owner.id())) {
      decline(barrier, CheckpointFailureReason.SNAPSHOT_FAILED);
      return;
    }
    Optional<KeyedCounts.Pending> keyed = chain.snapshotKeyed(barrier);
    SubtaskSnapshot snapshot = new SubtaskSnapshot(chain.snapshot(keyed), ended);
    writing.add(barrier.checkpointId());
    Map<String, KeyedCounts.CountsFile> files = new HashMap<>();
    keyed.ifPresent(pending -> files.putAll(pending.files()));
    write(barrier, snapshot, new TreeMap<>(files));
  }

  private void write(
      CheckpointBarrier barrier,
      SubtaskSnapshot snapshot,
      TreeMap<String, KeyedCounts.CountsFile> files) {
    if (files.isEmpty()) {
      owner.process().after(owner.world.chance().between(1, 500), () -> done(barrier, snapshot));
      return;
    }
    Map.Entry<String, KeyedCounts.CountsFile> first = files.pollFirstEntry();
    owner
        .world
        .storage()
        .putIfAbsent(
            owner.process(),
            first.getKey(),
            first.getValue(),
            answer -> {
              if (answer.failed() || !writing.contains(barrier.checkpointId())) {
                owner
                    .world
                    .storage()
                    .delete(owner.process(), first.getKey(), ignored -> gaveUp(barrier));
              } else {
                write(barrier, snapshot, files);
              }
            });
  }

  private void gaveUp(CheckpointBarrier barrier) {
    writing.remove(barrier.checkpointId());
    decline(barrier, CheckpointFailureReason.SNAPSHOT_WRITE_FAILED);
  }

  private void done(CheckpointBarrier barrier, SubtaskSnapshot snapshot) {
    if (!writing.remove(barrier.checkpointId())) {
      decline(barrier, CheckpointFailureReason.SNAPSHOT_WRITE_FAILED);
      return;
    }
    owner.report(
        new Report.Acknowledged(
            new SubtaskAck(barrier.checkpointId(), owner.id(), snapshot, SnapshotMetrics.NONE)));
  }

  private void decline(CheckpointBarrier barrier, CheckpointFailureReason reason) {
    owner.report(
        new Report.Declined(new SubtaskDecline(barrier.checkpointId(), owner.id(), reason, "")));
  }

  void abort(long checkpointId) {
    writing.remove(checkpointId);
    chain.abort(checkpointId);
  }

  void abandonAll() {
    writing.clear();
  }
}
