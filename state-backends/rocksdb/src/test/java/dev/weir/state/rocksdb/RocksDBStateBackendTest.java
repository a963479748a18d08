package dev.weir.state.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.spi.StateBackend;
import dev.weir.state.spi.StateBackendFactory;
import java.net.URI;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocksDBStateBackendTest {

  @Test
  void the_uri_is_the_checkpoint_directory_of_the_job() {
    URI directory = URI.create("file:///path/to/rocksdb");

    assertThat(new RocksDBStateBackend("file:///path/to/rocksdb").checkpointDirectory())
        .contains(directory);
    assertThat(new RocksDBStateBackend(directory).checkpointDirectory()).contains(directory);
    assertThat(new RocksDBStateBackend().checkpointDirectory()).isEmpty();
  }

  @Test
  void checkpoints_are_incremental_unless_told_otherwise() {
    assertThat(new RocksDBStateBackend().isIncremental()).isTrue();
    assertThat(new RocksDBStateBackend("file:///a").isIncremental()).isTrue();
    assertThat(new RocksDBStateBackend("file:///a", false).isIncremental()).isFalse();
    assertThat(new EmbeddedRocksDBStateBackend().isIncremental()).isTrue();
    assertThat(new EmbeddedRocksDBStateBackend(false).isIncremental()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/path/to/rocksdb", "path", "file:// a"})
  void what_is_no_uri_with_a_scheme_is_refused(String uri) {
    assertThatThrownBy(() -> new RocksDBStateBackend(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'" + uri + "'", "file:///");
  }

  @Test
  void memory_that_cannot_be_is_refused() {
    assertThatThrownBy(() -> new RocksDBOptions(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("memoryBytes");
    assertThatThrownBy(() -> RocksDBOptions.defaults().withCacheBytes(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cacheBytes");
  }

  @Test
  void the_name_rocksdb_is_found_by_the_service_loader() {
    StateBackend backend =
        ServiceLoader.load(StateBackendFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.name().equals("rocksdb"))
            .findFirst()
            .orElseThrow()
            .create();

    assertThat(backend.name()).isEqualTo("rocksdb");
  }
}
