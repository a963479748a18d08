package dev.weir.runtime.channel;

import dev.weir.api.source.NumberSequenceSource;
import dev.weir.api.source.SourceEvent;
import dev.weir.api.types.Types;
import dev.weir.faults.fuzz.Fuzz;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Frames with their marks, splits and events of sources that nobody wrote. */
final class ChannelFuzzTest {

  private static final int CAPACITY = 16;

  @Test
  void damaged_frames_splits_and_events_are_read_or_refused() {
    fuzzAll(8_000);
  }

  @Tag("long")
  @Test
  void very_many_damaged_frames_splits_and_events_are_read_or_refused() {
    fuzzAll(400_000);
  }

  private static void fuzzAll(int inputs) {
    long seed = Fuzz.seed();
    for (boolean keyed : List.of(true, false)) {
      System.out.println(frames(keyed).allocating(4 << 20, 400).run(seed, inputs));
    }
    System.out.println(splits().run(seed, inputs));
    System.out.println(events().run(seed, inputs));
  }

  private static Fuzz frames(boolean keyed) {
    FrameFormat<String> format = new FrameFormat<>(Types.STRING.createWireSerializer(), keyed);
    List<byte[]> sound = new ArrayList<>();
    for (long timestamp : List.of(Frame.NO_TIMESTAMP, 1_000L)) {
      Frame frame = new Frame(CAPACITY, keyed);
      frame.mark(5);
      append(frame, keyed, "a", timestamp);
      frame.mark(Frame.IDLE);
      append(frame, keyed, "some more", timestamp);
      frame.mark(Frame.ACTIVE);
      ByteOutput out = new ByteOutput(64);
      format.write(frame, 0, 1 << 20, out);
      sound.add(Arrays.copyOf(out.array(), out.size()));
    }
    return Fuzz.of(
        keyed ? "frame of a keyed channel" : "frame",
        input -> consume(format.read(message(EncodedMessage.Kind.FRAME, input), empty(keyed))),
        sound,
        CorruptStateException.class);
  }

  private static void append(Frame frame, boolean keyed, String record, long timestamp) {
    if (keyed) {
      frame.append(record, timestamp, record.hashCode());
    } else {
      frame.append(record, timestamp);
    }
  }

  private static Frame empty(boolean keyed) {
    return new Frame(CAPACITY, keyed);
  }

  /** As an operator would take it. */
  private static void consume(Frame frame) {
    int next = 0;
    while (next < frame.size() || frame.hasNextMark()) {
      int stop = frame.hasNextMark() ? frame.nextStop() : frame.size();
      if (stop < next) {
        throw new IllegalStateException("a mark stands before record " + next);
      }
      while (next < stop) {
        if (!(frame.record(next) instanceof String)) {
          throw new IllegalStateException("record " + next + " is no text");
        }
        next++;
      }
      if (frame.hasNextMark()) {
        frame.takeMark();
      }
    }
  }

  private static Fuzz splits() {
    NumberSequenceSource source = new NumberSequenceSource(1, 1_000);
    ByteOutput sound = new ByteOutput();
    sound.writeBoolean(true);
    sound.writeInt(source.getSplitSerializer().getVersion());
    sound.writeVarInt(1);
    sound.writeVarInt(18);
    sound.writeString("7");
    sound.writeLong(5);
    sound.writeLong(9);
    SplitFormat<?> format = new SplitFormat<>(source.getSplitSerializer());
    return Fuzz.of(
        "splits",
        input -> format.readSplits(message(EncodedMessage.Kind.SPLITS, input)),
        List.of(sound.toByteArray()),
        CorruptStateException.class);
  }

  private static Fuzz events() {
    ByteOutput sound = new ByteOutput();
    SourceEvents.write(new Progress("a split", 7), sound);
    SplitFormat<?> format =
        new SplitFormat<>(new NumberSequenceSource(1, 1_000).getSplitSerializer());
    return Fuzz.of(
        "event of a source",
        input -> format.readEvent(message(EncodedMessage.Kind.EVENT, input)),
        List.of(sound.toByteArray()),
        CorruptStateException.class);
  }

  private static EncodedMessage message(EncodedMessage.Kind kind, byte[] bytes) {
    return new EncodedMessage(kind, 1, 2, 3, bytes, 0, bytes.length);
  }

  /** An event as a source would define it. */
  record Progress(String split, long records) implements SourceEvent {}
}
