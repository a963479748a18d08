package dev.weir.runtime.wire;

import dev.weir.runtime.bus.ByReferenceCodec;
import dev.weir.runtime.channel.BarrierMessage;
import dev.weir.runtime.channel.ChannelProbe;
import dev.weir.runtime.channel.CreditMessage;
import dev.weir.runtime.channel.EncodedMessage;
import dev.weir.runtime.channel.EndOfInput;
import dev.weir.runtime.channel.EndSource;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.SourceEventMessage;
import dev.weir.runtime.channel.SplitAssignment;
import dev.weir.runtime.link.LinkTraffic;
import dev.weir.runtime.subtask.ReaderMessage;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskReport;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;
import java.util.NoSuchElementException;

/** Which codec writes which message. */
public final class MessageCodecs {

  private record Entry<T>(Class<T> type, MessageCodec<T, T> codec) {

    static <T> Entry<T> of(Class<T> type, WireFormat<T> format) {
      return new Entry<>(type, new WireCodec<>(type, format));
    }

    /** For what leaves the JVM only within an {@link EncodedMessage} or on a link. */
    static <T> Entry<T> local(Class<T> type) {
      return new Entry<>(type, new ByReferenceCodec<>(type));
    }

    void register(EventBus bus) {
      bus.registerDefaultCodec(type, codec);
    }
  }

  private static final List<Entry<?>> ALL =
      List.of(
          Entry.local(Frame.class),
          Entry.local(SplitAssignment.class),
          Entry.local(SourceEventMessage.class),
          new Entry<>(EncodedMessage.class, new EncodedMessageCodec()),
          Entry.of(BarrierMessage.class, ChannelFormats.BARRIER),
          Entry.of(EndOfInput.class, ChannelFormats.END_OF_INPUT),
          Entry.of(EndSource.class, ChannelFormats.END_SOURCE),
          Entry.of(ChannelProbe.class, ChannelFormats.PROBE),
          Entry.of(CreditMessage.class, ChannelFormats.CREDIT),
          Entry.of(LinkTraffic.Message.class, LinkFormats.MESSAGE),
          Entry.of(LinkTraffic.Probe.class, LinkFormats.PROBE),
          Entry.of(LinkTraffic.Acknowledgement.class, LinkFormats.ACKNOWLEDGEMENT),
          Entry.local(SubtaskCommand.Start.class),
          Entry.local(SubtaskCommand.TriggerCheckpoint.class),
          Entry.local(SubtaskCommand.CompleteCheckpoint.class),
          Entry.local(SubtaskCommand.AbortCheckpoint.class),
          Entry.local(SubtaskCommand.EndSources.class),
          Entry.local(SubtaskCommand.TellAccumulated.class),
          Entry.local(SubtaskReport.Acknowledged.class),
          Entry.local(SubtaskReport.Declined.class),
          Entry.local(SubtaskReport.Progress.class),
          Entry.local(SubtaskReport.Accumulated.class),
          Entry.local(SubtaskReport.Ended.class),
          Entry.local(SubtaskReport.Committed.class),
          Entry.local(SubtaskReport.Failed.class),
          Entry.local(ReaderMessage.Started.class),
          Entry.local(ReaderMessage.SplitRequest.class),
          Entry.local(ReaderMessage.Event.class));

  private MessageCodecs() {}

  /**
   * Makes all messages between subtasks and coordinators known to an event bus; once for each bus.
   * From then on the bus takes no message that is written by Java serialisation.
   */
  public static void register(EventBus bus) {
    bus.serializableChecker(className -> false);
    bus.clusterSerializableChecker(className -> false);
    ALL.forEach(entry -> entry.register(bus));
  }

  /** Makes another message known. */
  public static <T> void register(EventBus bus, Class<T> type, WireFormat<T> format) {
    Entry.of(type, format).register(bus);
  }

  /** The codec of a class of messages. */
  static MessageCodec<?, ?> of(Class<?> type) {
    return ALL.stream()
        .filter(entry -> entry.type() == type)
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no codec for " + type.getName()))
        .codec();
  }
}
