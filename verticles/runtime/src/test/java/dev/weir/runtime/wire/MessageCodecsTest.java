package dev.weir.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.channel.EncodedMessage;
import dev.weir.runtime.channel.EncodedMessage.Kind;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.jobs.Seeds;
import dev.weir.runtime.link.LinkTraffic;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskReport;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecsTest {

  private static final int PREFIX = 5;

  static List<Object> messages() {
    return Messages.all();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void a_message_is_read_as_it_was_written(Object message) {
    assertThat(decode(message.getClass(), encode(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void within_a_jvm_a_message_is_handed_over_itself(Object message) {
    assertThat(codec(message.getClass()).transform(message)).isSameAs(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void a_message_cut_short_anywhere_is_refused(Object message) {
    Buffer whole = encode(message);
    for (int length = PREFIX; length < whole.length(); length++) {
      Buffer cut = whole.getBuffer(0, length);
      assertThatThrownBy(() -> decode(message.getClass(), cut))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageContaining(codec(message.getClass()).name());
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void bytes_left_over_are_refused(Object message) {
    Buffer longer = encode(message).appendByte((byte) 0);
    longer.setInt(PREFIX, longer.getInt(PREFIX) + 1);

    assertThatThrownBy(() -> decode(message.getClass(), longer))
        .isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void another_version_is_refused_with_both_numbers(Object message) {
    Buffer other = encode(message).setByte(PREFIX + 4, (byte) 9);

    assertThatThrownBy(() -> decode(message.getClass(), other))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("is of wire version 9, expected 1");
  }

  /** Whatever the damage, it is either not seen, or refused; nothing else is thrown. */
  @ParameterizedTest
  @MethodSource("messages")
  void damaged_bytes_are_read_as_some_message_or_refused(Object message) {
    Random random = Seeds.random("damaged bytes");
    for (int round = 0; round < 3_000; round++) {
      Buffer damaged = encode(message);
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        int at = PREFIX + random.nextInt(damaged.length() - PREFIX);
        damaged.setByte(at, (byte) random.nextInt(256));
      }
      decodeOrRefuse(message.getClass(), damaged);
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void noise_is_read_as_some_message_or_refused(Object message) {
    Random random = Seeds.random("noise");
    for (int round = 0; round < 3_000; round++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      Buffer buffer = Buffer.buffer(new byte[PREFIX]);
      buffer.appendInt(noise.length + 1).appendByte(WireBody.VERSION).appendBytes(noise);
      decodeOrRefuse(message.getClass(), buffer);
    }
  }

  @Test
  void an_encoded_frame_is_carried_as_it_is() {
    byte[] bytes = {9, 1, 2, 3, 9};
    EncodedMessage sent = new EncodedMessage(Kind.FRAME, 3, 4, 5, bytes, 1, 3);

    EncodedMessage read = (EncodedMessage) decode(EncodedMessage.class, encode(sent));

    assertThat(read.kind()).isEqualTo(Kind.FRAME);
    assertThat(read.attempt()).isEqualTo(3);
    assertThat(read.channel()).isEqualTo(4);
    assertThat(read.sequence()).isEqualTo(5);
    assertThat(new ByteInput(read.bytes(), read.offset(), read.length()).readBytes(3))
        .containsExactly(1, 2, 3);
  }

  @Test
  void an_encoded_message_of_an_unknown_kind_is_refused() {
    Buffer buffer = encode(new EncodedMessage(Kind.SPLITS, 3, 4, 5, new byte[0], 0, 0));
    buffer.setByte(PREFIX + 5, (byte) 77);

    assertThatThrownBy(() -> decode(EncodedMessage.class, buffer))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("found 77");
  }

  @Test
  void a_frame_with_records_does_not_leave_the_jvm_by_itself() {
    assertThatThrownBy(() -> encode(new Frame(1, false)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Frame stays within its JVM");
  }

  @Test
  void a_failure_tells_another_node_all_but_the_exception_itself() {
    SubtaskReport.Failed sent =
        new SubtaskReport.Failed(2, Messages.SUBTASK, Messages.CAUSE, new AssertionError("here"));

    LinkTraffic.Message message =
        (LinkTraffic.Message) decode(LinkTraffic.Message.class, encode(Messages.onLink(sent)));

    SubtaskReport.Failed read = (SubtaskReport.Failed) message.body();
    assertThat(read.cause()).isEqualTo(sent.cause());
    assertThat(read.subtask()).isEqualTo(sent.subtask());
    assertThat(read.thrown())
        .isInstanceOf(RemoteFailureException.class)
        .hasMessage("on another node: " + sent.cause().detail());
  }

  @Test
  void what_a_subtask_restores_is_read_as_it_was_written() {
    ByteOutput out = new ByteOutput();
    SnapshotFormats.SUBTASK_RESTORE.write(Messages.RESTORE, out);

    assertThat(SnapshotFormats.SUBTASK_RESTORE.read(new ByteInput(out.toByteArray())))
        .isEqualTo(Messages.RESTORE);
  }

  @Test
  void only_classes_of_source_events_are_made_from_a_name() {
    ByteOutput out = new ByteOutput();
    out.writeLong(1);
    out.writeInt(0);
    out.writeString("java.lang.ProcessBuilder");

    assertThatThrownBy(() -> SubtaskFormats.READER_EVENT.read(new ByteInput(out.toByteArray())))
        .hasMessageContaining("java.lang.ProcessBuilder is no class of source events");
  }

  @Test
  void commands_leave_the_jvm_on_links_only() {
    assertThatThrownBy(() -> encode(new SubtaskCommand.Start()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Start stays within its JVM");
  }

  @Test
  void names_of_codecs_are_short_and_distinct() {
    assertThat(codec(LinkTraffic.Probe.class).name()).isEqualTo("weir.LinkTraffic.Probe");
    List<String> names =
        Messages.all().stream()
            .map(Object::getClass)
            .distinct()
            .map(type -> codec(type).name())
            .toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  private static void decodeOrRefuse(Class<?> type, Buffer buffer) {
    Object read;
    try {
      read = decode(type, buffer);
    } catch (MalformedMessageException e) {
      assertThat(e).hasMessageContaining(codec(type).name());
      return;
    }
    assertThat(read).isInstanceOf(type);
  }

  /** With some bytes before it, as in a message on the bus. */
  private static Buffer encode(Object message) {
    Buffer buffer = Buffer.buffer(new byte[PREFIX]);
    codec(message.getClass()).encodeToWire(buffer, message);
    return buffer;
  }

  private static Object decode(Class<?> type, Buffer buffer) {
    return codec(type).decodeFromWire(PREFIX, buffer);
  }

  @SuppressWarnings("unchecked") // the codec of the class of the message
  private static MessageCodec<Object, Object> codec(Class<?> type) {
    return (MessageCodec<Object, Object>) MessageCodecs.of(type);
  }
}
