package dev.weir.runtime.wire;

import dev.weir.protocol.EncodedAccumulator;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.ErrorDomain;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.RetryHint;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.log.CommitPermit;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;

/** The words of the protocol that messages are made of. */
public final class ProtocolFormats {

  public static final WireFormat<SubtaskId> SUBTASK_ID = new SubtaskIdFormat();
  public static final WireFormat<CheckpointBarrier> BARRIER = new BarrierFormat();
  public static final WireFormat<CommitPermit> COMMIT_PERMIT = new CommitPermitFormat();
  public static final WireFormat<FailureCause> FAILURE_CAUSE = new FailureCauseFormat();
  public static final WireFormat<SnapshotMetrics> SNAPSHOT_METRICS = new SnapshotMetricsFormat();
  public static final WireFormat<EncodedAccumulators> ACCUMULATORS =
      WireFormat.of(
          (value, out) -> Parts.writeMap(value.byName(), new AccumulatorFormat(), out),
          in -> new EncodedAccumulators(Parts.readMap(new AccumulatorFormat(), in)));
  public static final WireFormat<SubtaskAck> ACK = new AckFormat();
  public static final WireFormat<SubtaskDecline> DECLINE = new DeclineFormat();

  private ProtocolFormats() {}

  private static final class AccumulatorFormat implements WireFormat<EncodedAccumulator> {

    @Override
    public void write(EncodedAccumulator value, ByteOutput out) {
      out.writeBoolean(value instanceof EncodedAccumulator.Written);
      if (value instanceof EncodedAccumulator.Written written) {
        out.writeString(written.type());
        Parts.writeBytes(written.bytes(), out);
      } else if (value instanceof EncodedAccumulator.Failed failed) {
        out.writeString(failed.why());
      }
    }

    @Override
    public EncodedAccumulator read(ByteInput in) {
      return in.readBoolean()
          ? new EncodedAccumulator.Written(in.readString(), Parts.readBytes(in))
          : new EncodedAccumulator.Failed(in.readString());
    }
  }

  private static final class SubtaskIdFormat implements WireFormat<SubtaskId> {

    @Override
    public void write(SubtaskId value, ByteOutput out) {
      out.writeString(value.vertex());
      out.writeVarInt(value.index());
    }

    @Override
    public SubtaskId read(ByteInput in) {
      return new SubtaskId(in.readString(), in.readVarInt());
    }
  }

  private static final class BarrierFormat implements WireFormat<CheckpointBarrier> {

    @Override
    public void write(CheckpointBarrier value, ByteOutput out) {
      out.writeLong(value.checkpointId());
      out.writeLong(value.timestamp());
      Parts.writeConstant(value.kind(), out);
      out.writeString(value.directory());
    }

    @Override
    public CheckpointBarrier read(ByteInput in) {
      return new CheckpointBarrier(
          in.readLong(),
          in.readLong(),
          Parts.readConstant(CheckpointKind.class, in),
          in.readString());
    }
  }

  private static final class CommitPermitFormat implements WireFormat<CommitPermit> {

    @Override
    public void write(CommitPermit value, ByteOutput out) {
      out.writeLong(value.checkpointId());
      Parts.writeConstant(value.kind(), out);
    }

    @Override
    public CommitPermit read(ByteInput in) {
      return CommitPermit.received(in.readLong(), Parts.readConstant(CheckpointKind.class, in));
    }
  }

  private static final class FailureCauseFormat implements WireFormat<FailureCause> {

    @Override
    public void write(FailureCause value, ByteOutput out) {
      Parts.writeConstant(value.domain(), out);
      Parts.writeConstant(value.retry(), out);
      out.writeString(value.message());
      out.writeString(value.detail());
    }

    @Override
    public FailureCause read(ByteInput in) {
      return new FailureCause(
          Parts.readConstant(ErrorDomain.class, in),
          Parts.readConstant(RetryHint.class, in),
          in.readString(),
          in.readString());
    }
  }

  private static final class SnapshotMetricsFormat implements WireFormat<SnapshotMetrics> {

    @Override
    public void write(SnapshotMetrics value, ByteOutput out) {
      out.writeLong(value.startDelayNanos());
      out.writeLong(value.alignmentNanos());
      out.writeLong(value.syncNanos());
      out.writeLong(value.asyncNanos());
      out.writeLong(value.newBytes());
      out.writeLong(value.fullBytes());
    }

    @Override
    public SnapshotMetrics read(ByteInput in) {
      return new SnapshotMetrics(
          in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
  }

  private static final class AckFormat implements WireFormat<SubtaskAck> {

    @Override
    public void write(SubtaskAck value, ByteOutput out) {
      out.writeLong(value.checkpointId());
      SUBTASK_ID.write(value.subtask(), out);
      SnapshotFormats.SUBTASK_SNAPSHOT.write(value.snapshot(), out);
      SNAPSHOT_METRICS.write(value.metrics(), out);
    }

    @Override
    public SubtaskAck read(ByteInput in) {
      return new SubtaskAck(
          in.readLong(),
          SUBTASK_ID.read(in),
          SnapshotFormats.SUBTASK_SNAPSHOT.read(in),
          SNAPSHOT_METRICS.read(in));
    }
  }

  private static final class DeclineFormat implements WireFormat<SubtaskDecline> {

    @Override
    public void write(SubtaskDecline value, ByteOutput out) {
      out.writeLong(value.checkpointId());
      SUBTASK_ID.write(value.subtask(), out);
      Parts.writeConstant(value.reason(), out);
      out.writeString(value.detail());
    }

    @Override
    public SubtaskDecline read(ByteInput in) {
      return new SubtaskDecline(
          in.readLong(),
          SUBTASK_ID.read(in),
          Parts.readConstant(CheckpointFailureReason.class, in),
          in.readString());
    }
  }
}
