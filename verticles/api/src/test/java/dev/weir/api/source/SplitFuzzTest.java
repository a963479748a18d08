package dev.weir.api.source;

import dev.weir.faults.fuzz.Fuzz;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Splits and positions that nobody wrote. */
final class SplitFuzzTest {

  @Test
  void damaged_splits_are_read_or_refused() throws IOException {
    fuzzAll(5_000);
  }

  @Tag("long")
  @Test
  void millions_of_damaged_splits_are_read_or_refused() throws IOException {
    fuzzAll(500_000);
  }

  private static void fuzzAll(int inputs) throws IOException {
    NumberRange range = new NumberRange("range-1", 7, 90_000_000_000L);
    fuzz("range", new NumberRangeSerializer(), range, inputs);
    fuzz("position", new CollectionPositionSerializer(), new CollectionPosition(77), inputs);
    fuzz("socket", new SocketSplitSerializer(), new SocketSplit(), inputs);
    fuzz(
        "list",
        new SplitListSerializer<>(new NumberRangeSerializer()),
        List.of(range, range, new NumberRange("r", 0, 0)),
        inputs);
    fuzz(
        "list of sockets",
        new SplitListSerializer<>(new SocketSplitSerializer()),
        List.of(new SocketSplit()),
        inputs);
  }

  private static <T> void fuzz(
      String name, SimpleVersionedSerializer<T> serializer, T sound, int inputs)
      throws IOException {
    Fuzz fuzz =
        Fuzz.of(
            name,
            input -> serializer.deserialize(serializer.getVersion(), input),
            List.of(serializer.serialize(sound)),
            IOException.class);
    System.out.println(fuzz.run(Fuzz.seed(), inputs));
  }
}
