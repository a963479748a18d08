package dev.weir.runtime.wire;

import dev.weir.faults.fuzz.Fuzz;
import dev.weir.runtime.channel.EncodedMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Messages from another node that nobody wrote: as they would be found, and with a length that is
 * right.
 */
final class MessageFuzzTest {

  private static final int LENGTH = Integer.BYTES;

  @Test
  void damaged_messages_are_read_or_refused() {
    fuzzAll(1_500);
  }

  @Tag("long")
  @Test
  void very_many_damaged_messages_are_read_or_refused() {
    fuzzAll(60_000);
  }

  private static void fuzzAll(int inputs) {
    List<Object> messages = new ArrayList<>(Messages.all());
    byte[] bytes = {1, 2, 3, 4, 5};
    messages.add(new EncodedMessage(EncodedMessage.Kind.SPLITS, 3, 4, 5, bytes, 0, bytes.length));
    for (Object message : messages) {
      fuzz(message, inputs);
    }
  }

  private static void fuzz(Object message, int inputs) {
    MessageCodec<Object, Object> codec = codec(message.getClass());
    Buffer written = Buffer.buffer();
    codec.encodeToWire(written, message);
    Fuzz whole =
        Fuzz.of(
                codec.name(),
                input -> codec.decodeFromWire(0, Buffer.buffer(input)),
                List.of(written.getBytes()),
                MalformedMessageException.class)
            .saying(codec.name());
    Fuzz sealed =
        Fuzz.of(
                codec.name() + " of the right length",
                input ->
                    codec.decodeFromWire(
                        0, Buffer.buffer().appendInt(input.length).appendBytes(input)),
                List.of(written.getBytes(LENGTH, written.length())),
                MalformedMessageException.class)
            .saying(codec.name());
    long seed = Fuzz.seed();
    System.out.println(whole.run(seed, inputs / 4));
    System.out.println(sealed.run(seed, inputs));
  }

  @SuppressWarnings("unchecked") // the codec of a message takes messages of its class
  private static MessageCodec<Object, Object> codec(Class<?> type) {
    return (MessageCodec<Object, Object>) MessageCodecs.of(type);
  }
}
