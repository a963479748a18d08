package dev.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.runtime.storage.Storages;
import dev.weir.state.spi.CheckpointStorage;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignOfLifeTest {

  @TempDir private Path directory;

  @Test
  void each_sign_differs_from_the_one_before_and_the_last_is_taken_back() throws Exception {
    try (CheckpointStorage storage = Storages.open(directory.toString())) {
      assertThat(SignOfLife.look(storage, "job")).isEmpty();
      SignOfLife sign = new SignOfLife(storage, new CheckpointLayout("job", 1), 2);
      sign.give();
      Optional<String> first = SignOfLife.look(storage, "job");
      sign.give();
      Optional<String> second = SignOfLife.look(storage, "job");

      assertThat(first).isPresent();
      assertThat(second).isPresent().isNotEqualTo(first);
      sign.takeBack();
      assertThat(SignOfLife.look(storage, "job")).isEmpty();
    }
  }

  @Test
  void a_successor_removes_what_a_killed_coordinator_left() throws Exception {
    try (CheckpointStorage storage = Storages.open(directory.toString())) {
      CheckpointLayout layout = new CheckpointLayout("job", 1);
      new SignOfLife(storage, layout, 1).give();
      SignOfLife successor = new SignOfLife(storage, layout, 2);
      successor.give();
      successor.takeBack();

      assertThat(SignOfLife.look(storage, "job")).isEmpty();
    }
  }

  @Test
  void what_else_lies_beside_the_signs_is_none() throws Exception {
    try (CheckpointStorage storage = Storages.open(directory.toString())) {
      CheckpointLayout layout = new CheckpointLayout("job", 1);
      new SignOfLife(storage, layout, 2).give();
      Optional<String> sign = SignOfLife.look(storage, "job");
      storage.putIfAbsent(layout.runDirectory() + "/alive/notes.txt", new byte[] {1});

      assertThat(sign).isPresent();
      assertThat(SignOfLife.look(storage, "job")).isEqualTo(sign);
    }
  }

  @Test
  void a_storage_that_is_not_shared_is_found_out() throws Exception {
    try (CheckpointStorage here = Storages.open(directory.resolve("here").toString());
        CheckpointStorage there = Storages.open(directory.resolve("there").toString())) {
      String path = StorageProbe.write(here, "job");

      StorageProbe.check(here, path);
      assertThatThrownBy(() -> StorageProbe.check(there, path))
          .isInstanceOf(JoinRefusedException.class)
          .hasMessageContaining(path)
          .hasMessageContaining("there");
    }
  }
}
