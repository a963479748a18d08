package dev.weir.runtime.wire;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.channel.SourceEvents;
import dev.weir.runtime.subtask.ReaderMessage;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskReport;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;

/** What the coordinator tells subtasks, subtasks the coordinator, and readers their enumerator. */
final class SubtaskFormats {

  static final WireFormat<SubtaskCommand.Start> START =
      WireFormat.of((message, out) -> {}, in -> new SubtaskCommand.Start());

  static final WireFormat<SubtaskCommand.TriggerCheckpoint> TRIGGER =
      WireFormat.of(
          (message, out) -> ProtocolFormats.BARRIER.write(message.barrier(), out),
          in -> new SubtaskCommand.TriggerCheckpoint(ProtocolFormats.BARRIER.read(in)));

  static final WireFormat<SubtaskCommand.CompleteCheckpoint> COMPLETE =
      WireFormat.of(
          (message, out) -> ProtocolFormats.COMMIT_PERMIT.write(message.permit(), out),
          in -> new SubtaskCommand.CompleteCheckpoint(ProtocolFormats.COMMIT_PERMIT.read(in)));

  static final WireFormat<SubtaskCommand.AbortCheckpoint> ABORT =
      WireFormat.of(
          (message, out) -> out.writeLong(message.checkpointId()),
          in -> new SubtaskCommand.AbortCheckpoint(in.readLong()));

  static final WireFormat<SubtaskCommand.EndSources> END_SOURCES =
      WireFormat.of((message, out) -> {}, in -> new SubtaskCommand.EndSources());

  static final WireFormat<SubtaskCommand.TellAccumulated> TELL_ACCUMULATED =
      WireFormat.of((message, out) -> {}, in -> new SubtaskCommand.TellAccumulated());

  static final WireFormat<SubtaskReport.Acknowledged> ACKNOWLEDGED =
      WireFormat.of(
          (message, out) -> {
            out.writeLong(message.attempt());
            ProtocolFormats.ACK.write(message.ack(), out);
          },
          in -> new SubtaskReport.Acknowledged(in.readLong(), ProtocolFormats.ACK.read(in)));

  static final WireFormat<SubtaskReport.Declined> DECLINED =
      WireFormat.of(
          (message, out) -> {
            out.writeLong(message.attempt());
            ProtocolFormats.DECLINE.write(message.decline(), out);
          },
          in -> new SubtaskReport.Declined(in.readLong(), ProtocolFormats.DECLINE.read(in)));

  static final WireFormat<SubtaskReport.Progress> PROGRESS =
      WireFormat.of(
          (message, out) -> {
            out.writeLong(message.attempt());
            ProtocolFormats.SUBTASK_ID.write(message.subtask(), out);
            out.writeLong(message.checkpointId());
            Parts.writeConstant(message.stage(), out);
            out.writeLong(message.at());
            Parts.writeOptional(message.lastBarrierFrom(), ProtocolFormats.SUBTASK_ID, out);
          },
          in ->
              new SubtaskReport.Progress(
                  in.readLong(),
                  ProtocolFormats.SUBTASK_ID.read(in),
                  in.readLong(),
                  Parts.readConstant(SubtaskReport.Progress.Stage.class, in),
                  in.readLong(),
                  Parts.readOptional(ProtocolFormats.SUBTASK_ID, in)));

  static final WireFormat<SubtaskReport.Ended> ENDED =
      WireFormat.of(
          (message, out) -> {
            out.writeLong(message.attempt());
            ProtocolFormats.SUBTASK_ID.write(message.subtask(), out);
          },
          in -> new SubtaskReport.Ended(in.readLong(), ProtocolFormats.SUBTASK_ID.read(in)));

  static final WireFormat<SubtaskReport.Accumulated> ACCUMULATED =
      WireFormat.of(
          (message, out) -> {
            out.writeLong(message.attempt());
            ProtocolFormats.SUBTASK_ID.write(message.subtask(), out);
            ProtocolFormats.ACCUMULATORS.write(message.values(), out);
          },
          in ->
              new SubtaskReport.Accumulated(
                  in.readLong(),
                  ProtocolFormats.SUBTASK_ID.read(in),
                  ProtocolFormats.ACCUMULATORS.read(in)));

  static final WireFormat<SubtaskReport.Committed> COMMITTED =
      WireFormat.of(
          (message, out) -> {
            out.writeLong(message.attempt());
            ProtocolFormats.SUBTASK_ID.write(message.subtask(), out);
            out.writeLong(message.checkpointId());
          },
          in ->
              new SubtaskReport.Committed(
                  in.readLong(), ProtocolFormats.SUBTASK_ID.read(in), in.readLong()));

  static final WireFormat<SubtaskReport.Failed> FAILED = new FailedFormat();

  static final WireFormat<ReaderMessage.Started> READER_STARTED =
      WireFormat.of(
          (message, out) -> writeReader(message, out),
          in -> new ReaderMessage.Started(in.readLong(), in.readInt()));

  static final WireFormat<ReaderMessage.SplitRequest> SPLIT_REQUEST =
      WireFormat.of(
          (message, out) -> writeReader(message, out),
          in -> new ReaderMessage.SplitRequest(in.readLong(), in.readInt()));

  static final WireFormat<ReaderMessage.Event> READER_EVENT = new ReaderEventFormat();

  private SubtaskFormats() {}

  private static void writeReader(ReaderMessage message, ByteOutput out) {
    out.writeLong(message.attempt());
    out.writeInt(message.reader());
  }

  /** What was thrown does not leave its JVM; what is known of it as text does. */
  private static final class FailedFormat implements WireFormat<SubtaskReport.Failed> {

    @Override
    public void write(SubtaskReport.Failed value, ByteOutput out) {
      out.writeLong(value.attempt());
      ProtocolFormats.SUBTASK_ID.write(value.subtask(), out);
      ProtocolFormats.FAILURE_CAUSE.write(value.cause(), out);
    }

    @Override
    public SubtaskReport.Failed read(ByteInput in) {
      long attempt = in.readLong();
      SubtaskId subtask = ProtocolFormats.SUBTASK_ID.read(in);
      FailureCause cause = ProtocolFormats.FAILURE_CAUSE.read(in);
      return new SubtaskReport.Failed(attempt, subtask, cause, new RemoteFailureException(cause));
    }
  }

  private static final class ReaderEventFormat implements WireFormat<ReaderMessage.Event> {

    @Override
    public void write(ReaderMessage.Event value, ByteOutput out) {
      writeReader(value, out);
      SourceEvents.write(value.event(), out);
    }

    @Override
    public ReaderMessage.Event read(ByteInput in) {
      return new ReaderMessage.Event(in.readLong(), in.readInt(), SourceEvents.read(in));
    }
  }
}
