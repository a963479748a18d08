package dev.weir.connector.file;

import dev.weir.api.JobID;
import dev.weir.faults.fuzz.Fuzz;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Splits, committables and states of writers that nobody wrote. */
final class StateFuzzTest {

  private static final FileSourceSplit SPLIT = new FileSourceSplit("/in/a.txt", 3, 70, 90, 40);

  @Test
  void damaged_states_are_read_or_refused() throws IOException {
    fuzzAll(5_000);
  }

  @Tag("long")
  @Test
  void millions_of_damaged_states_are_read_or_refused() throws IOException {
    fuzzAll(500_000);
  }

  private static void fuzzAll(int inputs) throws IOException {
    fuzz(new FileSourceSplitSerializer(), inputs, List.of(SPLIT, SPLIT.at(50)));
    fuzz(
        new FileEnumeratorCheckpointSerializer(),
        inputs,
        List.of(
            FileEnumeratorCheckpoint.empty(),
            new FileEnumeratorCheckpoint(true, List.of(SPLIT, SPLIT), List.of("/in/a.txt", "/b"))));
    fuzz(
        new FileSinkCommittableSerializer(),
        inputs,
        List.of(
            new FileSinkCommittable.PendingFile("/out/.a", "/out/a", 7),
            new FileSinkCommittable.ContinuedFile("/out/.b")));
    fuzz(
        new FileWriterStateSerializer(),
        inputs,
        List.of(
            new FileWriterState(
                new WriterId(
                    "sink",
                    3,
                    1,
                    "0123456789abcdef",
                    new JobID("0123456789abcdef0123456789abcdef"),
                    2),
                9,
                List.of(
                    new FileWriterState.OpenFile("b", "/out/.a", "/out/a", 5, 6),
                    new FileWriterState.OpenFile("c", "/out/.d", "/out/d", 7, 8)))));
  }

  private static <T> void fuzz(DataSerializer<T> serializer, int inputs, List<? extends T> sound)
      throws IOException {
    List<byte[]> seeds = new java.util.ArrayList<>();
    for (T value : sound) {
      seeds.add(serializer.serialize(value));
    }
    Fuzz fuzz =
        Fuzz.of(
            serializer.getClass().getSimpleName(),
            input -> serializer.deserialize(1, input),
            seeds,
            IOException.class);
    System.out.println(fuzz.run(Fuzz.seed(), inputs));
  }
}
