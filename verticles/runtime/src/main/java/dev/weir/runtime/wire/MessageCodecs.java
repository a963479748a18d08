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

    /** For what a channel turns into an {@link EncodedMessage} before it leaves the JVM. */
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
          Entry.of(SubtaskCommand.Start.class, SubtaskFormats.START),
          Entry.of(SubtaskCommand.TriggerCheckpoint.class, SubtaskFormats.TRIGGER),
          Entry.of(SubtaskCommand.CompleteCheckpoint.class, SubtaskFormats.COMPLETE),
          Entry.of(SubtaskCommand.AbortCheckpoint.class, SubtaskFormats.ABORT),
          Entry.of(SubtaskCommand.EndSources.class, SubtaskFormats.END_SOURCES),
          Entry.of(SubtaskReport.Acknowledged.class, SubtaskFormats.ACKNOWLEDGED),
          Entry.of(SubtaskReport.Declined.class, SubtaskFormats.DECLINED),
          Entry.of(SubtaskReport.Progress.class, SubtaskFormats.PROGRESS),
          Entry.of(SubtaskReport.Ended.class, SubtaskFormats.ENDED),
          Entry.of(SubtaskReport.Committed.class, SubtaskFormats.COMMITTED),
          Entry.of(SubtaskReport.Failed.class, SubtaskFormats.FAILED),
          Entry.of(ReaderMessage.Started.class, SubtaskFormats.READER_STARTED),
          Entry.of(ReaderMessage.SplitRequest.class, SubtaskFormats.SPLIT_REQUEST),
          Entry.of(ReaderMessage.Event.class, SubtaskFormats.READER_EVENT));

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
