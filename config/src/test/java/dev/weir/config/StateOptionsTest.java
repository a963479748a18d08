package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateOptionsTest {

  @Test
  void defaults_are_those_of_the_reference() {
    assertThat(Given.options(Map.of()).state())
        .isEqualTo(
            new StateOptions(
                "heap",
                Path.of(System.getProperty("java.io.tmpdir")),
                new StateOptions.RocksDb(256L << 20)));
  }

  @Test
  void every_key_maps() {
    assertThat(
            Given.options(
                    Map.of(
                        "state.backend", "rocksdb",
                        "state.local-dir", "/fast/disk",
                        "state.rocksdb.memory", "2gb"))
                .state())
        .isEqualTo(
            new StateOptions("rocksdb", Path.of("/fast/disk"), new StateOptions.RocksDb(2L << 30)));
  }

  @Test
  void bad_values_say_why() {
    assertThat(Given.complaintAbout("state.backend", "Rocks DB"))
        .endsWith("expected the name of a backend such as heap or rocksdb");
    assertThat(Given.complaintAbout("state.local-dir", "\0")).contains("a directory or auto");
    assertThat(Given.complaintAbout("state.rocksdb.memory", "15mb"))
        .isEqualTo("state.rocksdb.memory is \"15mb\" (command line), expected at least 16mb");
    assertThat(Given.complaintAbout("state.rocksdb.memory", "much"))
        .endsWith("expected a size such as 4096, 512kb, 64mb or 2gb");
  }
}
