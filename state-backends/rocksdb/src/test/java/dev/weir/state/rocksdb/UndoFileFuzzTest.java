package dev.weir.state.rocksdb;

import dev.weir.faults.fuzz.Fuzz;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Undo files that nobody wrote, one after the other applied to one database. */
final class UndoFileFuzzTest {

  private static final int ROWS = 20;

  @TempDir private Path directory;

  @Test
  void damaged_files_are_applied_or_refused() throws Exception {
    fuzz(5_000);
  }

  @Tag("long")
  @Test
  void very_many_damaged_files_are_applied_or_refused() throws Exception {
    fuzz(300_000);
  }

  private void fuzz(int inputs) throws IOException {
    Path file = directory.resolve("undo-file");
    try (Settings settings = new Settings(64 << 20);
        RowStore store = RowStore.open("test", settings, directory.resolve("db"))) {
      Column column = store.column(new StateSchema("value", StateKind.VALUE, "long", ""));
      Fuzz fuzz =
          new Fuzz(
              "undo file",
              input -> {
                Files.write(file, input);
                UndoFile.apply(file, store);
              },
              List.of(sound(column)),
              List.of(CorruptStateException.class),
              "",
              2 << 20,
              400,
              Duration.ofSeconds(10));
      System.out.println(fuzz.run(Fuzz.seed(), inputs));
    }
  }

  private static byte[] sound(Column column) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (int row = 0; row < ROWS; row++) {
        out.writeUTF(column.id());
        out.writeInt(4);
        out.writeInt(row);
        boolean absent = row % 5 == 0;
        out.writeInt(absent ? -1 : row);
        out.write(new byte[absent ? 0 : row]);
      }
    }
    return bytes.toByteArray();
  }
}
