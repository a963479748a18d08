package dev.weir.runtime.wire;

import dev.weir.runtime.link.LinkTraffic;
import dev.weir.runtime.subtask.ReaderMessage;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskReport;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import java.util.List;

/** What passes on links. The body of a message is preceded by its place in a list of kinds. */
final class LinkFormats {

  private record Body<T>(Class<T> type, WireFormat<T> format) {

    void write(Object value, ByteOutput out) {
      format.write(type.cast(value), out);
    }
  }

  /** The order is part of the wire version. */
  private static final List<Body<?>> BODIES =
      List.of(
          new Body<>(SubtaskCommand.Start.class, SubtaskFormats.START),
          new Body<>(SubtaskCommand.TriggerCheckpoint.class, SubtaskFormats.TRIGGER),
          new Body<>(SubtaskCommand.CompleteCheckpoint.class, SubtaskFormats.COMPLETE),
          new Body<>(SubtaskCommand.AbortCheckpoint.class, SubtaskFormats.ABORT),
          new Body<>(SubtaskCommand.EndSources.class, SubtaskFormats.END_SOURCES),
          new Body<>(SubtaskCommand.TellAccumulated.class, SubtaskFormats.TELL_ACCUMULATED),
          new Body<>(SubtaskReport.Acknowledged.class, SubtaskFormats.ACKNOWLEDGED),
          new Body<>(SubtaskReport.Declined.class, SubtaskFormats.DECLINED),
          new Body<>(SubtaskReport.Progress.class, SubtaskFormats.PROGRESS),
          new Body<>(SubtaskReport.Accumulated.class, SubtaskFormats.ACCUMULATED),
          new Body<>(SubtaskReport.Ended.class, SubtaskFormats.ENDED),
          new Body<>(SubtaskReport.Committed.class, SubtaskFormats.COMMITTED),
          new Body<>(SubtaskReport.Failed.class, SubtaskFormats.FAILED),
          new Body<>(ReaderMessage.Started.class, SubtaskFormats.READER_STARTED),
          new Body<>(ReaderMessage.SplitRequest.class, SubtaskFormats.SPLIT_REQUEST),
          new Body<>(ReaderMessage.Event.class, SubtaskFormats.READER_EVENT));

  static final WireFormat<LinkTraffic.Message> MESSAGE = new MessageFormat();

  static final WireFormat<LinkTraffic.Probe> PROBE =
      WireFormat.of(
          (probe, out) -> {
            writeFrom(probe, out);
            out.writeLong(probe.sent());
          },
          in -> new LinkTraffic.Probe(in.readLong(), in.readString(), in.readLong()));

  static final WireFormat<LinkTraffic.Acknowledgement> ACKNOWLEDGEMENT =
      WireFormat.of(
          (answer, out) -> {
            writeFrom(answer, out);
            out.writeLong(answer.received());
          },
          in -> new LinkTraffic.Acknowledgement(in.readLong(), in.readString(), in.readLong()));

  private LinkFormats() {}

  private static void writeFrom(LinkTraffic traffic, ByteOutput out) {
    out.writeLong(traffic.attempt());
    out.writeString(traffic.from());
  }

  private static final class MessageFormat implements WireFormat<LinkTraffic.Message> {

    @Override
    public void write(LinkTraffic.Message message, ByteOutput out) {
      writeFrom(message, out);
      out.writeLong(message.number());
      int kind = kindOf(message.body());
      out.writeByte(kind);
      BODIES.get(kind).write(message.body(), out);
    }

    private static int kindOf(Object body) {
      for (int kind = 0; kind < BODIES.size(); kind++) {
        if (BODIES.get(kind).type() == body.getClass()) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no body of a link's message: " + body);
    }

    @Override
    public LinkTraffic.Message read(ByteInput in) {
      long attempt = in.readLong();
      String from = in.readString();
      long number = in.readLong();
      int kind = in.readByte();
      if (kind < 0 || kind >= BODIES.size()) {
        throw new MalformedMessageException(
            "the kind of a link's message is from 0 to %d, found %d"
                .formatted(BODIES.size() - 1, kind));
      }
      return new LinkTraffic.Message(attempt, from, number, BODIES.get(kind).format().read(in));
    }
  }
}
