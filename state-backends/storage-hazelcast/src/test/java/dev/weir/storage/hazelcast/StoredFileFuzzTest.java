package dev.weir.storage.hazelcast;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.faults.fuzz.Fuzz;
import dev.weir.state.spi.CorruptStateException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Entries in the maps of the cluster that nobody wrote. */
final class StoredFileFuzzTest {

  @Test
  void damaged_entries_are_read_or_refused() {
    fuzz(20_000);
  }

  @Tag("long")
  @Test
  void very_many_damaged_entries_are_read_or_refused() {
    fuzz(1_000_000);
  }

  private static void fuzz(int inputs) {
    List<byte[]> sound =
        List.of(
            new StoredFile.Small("content".getBytes(UTF_8)).encode(),
            new StoredFile.Large(new UUID(7, 8), 3L << 20).encode());
    Fuzz fuzz =
        Fuzz.of(
            "entry of a file",
            input -> {
              StoredFile file = StoredFile.decode(input);
              if (file instanceof StoredFile.Large large && large.chunks() < 0) {
                throw new IllegalStateException(large.chunks() + " chunks");
              }
            },
            sound,
            CorruptStateException.class);
    System.out.println(fuzz.run(Fuzz.seed(), inputs));
  }
}
