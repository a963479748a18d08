package dev.weir.state.rocksdb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UndoFileTest {

  @TempDir private Path directory;

  @Test
  void a_file_that_ends_within_a_row_is_refused_with_its_name() throws IOException {
    Path file = file(5, new byte[] {1, 2});

    apply(file, "undo-file", "ends within a row");
  }

  @Test
  void a_length_that_cannot_be_is_refused() throws IOException {
    apply(file(-7, new byte[0]), "length of -7");
  }

  @Test
  void a_length_beyond_the_end_takes_no_memory_and_is_refused() throws IOException {
    apply(file(Integer.MAX_VALUE, new byte[] {1}), "found 1 bytes, expected 2147483647");
  }

  private Path file(int length, byte[] row) throws IOException {
    Path file = directory.resolve("undo-file");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeUTF("s0");
      out.writeInt(length);
      out.write(row);
    }
    return file;
  }

  private void apply(Path file, String... message) throws IOException {
    try (Settings settings = new Settings(64 << 20);
        RowStore store = RowStore.open("test", settings, directory.resolve("db"))) {
      store.column(new StateSchema("value", StateKind.VALUE, "long", ""));
      assertThatThrownBy(() -> UndoFile.apply(file, store))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContainingAll(message);
    }
  }
}
