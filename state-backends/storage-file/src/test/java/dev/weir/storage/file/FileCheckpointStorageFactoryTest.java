package dev.weir.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CheckpointStorageFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCheckpointStorageFactoryTest {

  @TempDir Path directory;

  @Test
  void the_scheme_file_is_found_by_the_service_loader() throws Exception {
    CheckpointStorageFactory factory =
        ServiceLoader.load(CheckpointStorageFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.scheme().equals("file"))
            .findFirst()
            .orElseThrow();

    try (CheckpointStorage storage = factory.open(directory.resolve("a b/c").toUri())) {
      storage.putIfAbsent("log/1", new byte[1]);
    }

    assertThat(directory.resolve("a b/c/log/1")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file://relative/path", "file:relative", "s3://bucket/path", "file:///a?b=c"})
  void a_uri_that_names_no_directory_is_refused(String uri) {
    assertThatThrownBy(() -> new FileCheckpointStorageFactory().open(URI.create(uri)))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("'" + uri + "'", "Expected", "file:///");
  }

  @Test
  void a_root_that_is_a_file_is_refused() throws Exception {
    Path file = Files.writeString(directory.resolve("taken"), "here");

    assertThatThrownBy(() -> new FileCheckpointStorageFactory().open(file.toUri()))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toUri().toString(), "Expected a directory");
  }

  @Test
  void a_root_that_cannot_be_written_is_refused() {
    URI kernel = URI.create("file:///proc/weir");

    assertThatThrownBy(() -> new FileCheckpointStorageFactory().open(kernel))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("file:///proc/weir", "cannot be used");
  }
}
