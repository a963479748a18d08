package dev.weir.state.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every checkpoint storage must do. Extend it and say how to open and how to damage one. */
public abstract class CheckpointStorageContract {

  private static final byte[] CONTENT = "the weir holds".getBytes(UTF_8);

  private CheckpointStorage storage;

  /** Opens an empty storage; called once per test. */
  protected abstract CheckpointStorage openStorage() throws Exception;

  /** Replaces the content of a file without going through the storage. */
  protected abstract void overwrite(String path, byte[] content) throws Exception;

  /** The storage of the running test. */
  protected final CheckpointStorage storage() {
    return storage;
  }

  @BeforeEach
  final void open() throws Exception {
    storage = openStorage();
  }

  @AfterEach
  final void close() throws Exception {
    storage.close();
  }

  @Test
  void describes_its_root() {
    assertThat(storage.describe()).isNotBlank();
  }

  @Test
  void a_file_is_read_as_it_was_put() throws Exception {
    assertThat(storage.putIfAbsent("log/1", CONTENT)).isTrue();

    assertThat(storage.read("log/1")).isEqualTo(CONTENT);
    assertThat(storage.exists("log/1")).isTrue();
    assertThat(storage.exists("log/2")).isFalse();
  }

  @Test
  void an_empty_file_is_a_file() throws Exception {
    assertThat(storage.putIfAbsent("empty", new byte[0])).isTrue();

    assertThat(storage.read("empty")).isEmpty();
    assertThat(storage.putIfAbsent("empty", CONTENT)).isFalse();
  }

  @Test
  void put_if_absent_leaves_an_existing_file_as_it_was() throws Exception {
    storage.putIfAbsent("log/1", CONTENT);

    assertThat(storage.putIfAbsent("log/1", "other".getBytes(UTF_8))).isFalse();
    assertThat(storage.read("log/1")).isEqualTo(CONTENT);
  }

  @Test
  void reading_a_file_that_is_not_there_names_it() {
    assertThatThrownBy(() -> storage.read("log/7"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("log/7");
  }

  @Test
  void of_many_that_put_at_once_exactly_one_wins() throws Exception {
    int rounds = 20;
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < rounds; round++) {
        raceForOnePath(pool, threads, "race/" + round);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void one_who_sees_the_file_of_a_race_sees_all_of_it() throws Exception {
    byte[] large = new byte[1 << 20];
    java.util.Arrays.fill(large, (byte) 7);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < 10; round++) {
        String path = "large/" + round;
        Future<Boolean> put = pool.submit(() -> storage.putIfAbsent(path, large));
        while (!storage.exists(path)) {
          Thread.onSpinWait();
        }
        assertThat(storage.read(path)).isEqualTo(large);
        assertThat(put.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void nothing_is_there_before_finish() throws Exception {
    try (SnapshotOutput out = storage.create("chk-1/state")) {
      out.write(CONTENT);
      out.flush();

      assertThat(out.position()).isEqualTo(CONTENT.length);
      assertThat(storage.exists("chk-1/state")).isFalse();
      assertThat(storage.list("chk-1")).isEmpty();

      SnapshotFile file = out.finish();

      assertThat(file).isEqualTo(new SnapshotFile("chk-1/state", CONTENT.length, crc(CONTENT)));
      assertThat(storage.list("chk-1")).containsExactly("state");
    }
    assertThat(storage.read("chk-1/state")).isEqualTo(CONTENT);
  }

  @Test
  void close_without_finish_leaves_nothing() throws Exception {
    try (SnapshotOutput out = storage.create("chk-2/state")) {
      out.write(CONTENT);
    }

    assertThat(storage.exists("chk-2/state")).isFalse();
    assertThat(storage.list("chk-2")).isEmpty();
  }

  @Test
  void nothing_can_be_written_after_finish() throws Exception {
    try (SnapshotOutput out = storage.create("chk-3/state")) {
      out.write(CONTENT);
      out.finish();

      assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
    }
    assertThat(storage.read("chk-3/state")).isEqualTo(CONTENT);
  }

  @Test
  void a_new_file_never_replaces_one() throws Exception {
    write("chk-4/state", CONTENT);

    assertThatThrownBy(() -> write("chk-4/state", new byte[5]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chk-4/state");
    assertThat(storage.read("chk-4/state")).isEqualTo(CONTENT);
  }

  @Test
  void a_file_is_read_from_an_offset_on() throws Exception {
    SnapshotFile file = write("chk-5/state", CONTENT);

    assertThat(readFrom(file, 0)).isEqualTo("the weir holds");
    assertThat(readFrom(file, 9)).isEqualTo("holds");
    assertThat(readFrom(file, CONTENT.length)).isEmpty();
  }

  @Test
  void a_large_file_written_in_pieces_comes_back() throws Exception {
    byte[] large = new byte[3_000_001];
    new java.util.Random(34).nextBytes(large);
    SnapshotFile file;
    try (SnapshotOutput out = storage.create("shared/large")) {
      out.write(large[0]);
      out.write(large, 1, 1_000_000);
      out.write(large, 1_000_001, large.length - 1_000_001);
      file = out.finish();
    }

    assertThat(file.checksum()).isEqualTo(crc(large));
    storage.verify(file);
    try (InputStream in = storage.open(file, 0)) {
      assertThat(in.readAllBytes()).isEqualTo(large);
    }
  }

  @Test
  void open_names_a_file_that_is_missing() throws Exception {
    SnapshotFile file = write("chk-6/state", CONTENT);
    storage.delete("chk-6/state");

    assertThatThrownBy(() -> readFrom(file, 0))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("chk-6/state");
    assertThatThrownBy(() -> storage.verify(file))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("chk-6/state");
  }

  @Test
  void open_and_verify_name_a_file_of_another_length() throws Exception {
    SnapshotFile file = write("chk-7/state", CONTENT);
    overwrite("chk-7/state", new byte[CONTENT.length - 1]);

    assertThatThrownBy(() -> readFrom(file, 0))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContainingAll("chk-7/state", "13", "14");
    assertThatThrownBy(() -> storage.verify(file))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContainingAll("chk-7/state", "13", "14");
  }

  @Test
  void verify_names_a_file_with_a_flipped_bit() throws Exception {
    SnapshotFile file = write("chk-8/state", CONTENT);
    storage.verify(file);
    byte[] damaged = CONTENT.clone();
    damaged[5] ^= 1;
    overwrite("chk-8/state", damaged);

    assertThatThrownBy(() -> storage.verify(file))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("chk-8/state");
  }

  @Test
  void list_names_files_and_directories_in_order() throws Exception {
    storage.putIfAbsent("job/log/2", CONTENT);
    storage.putIfAbsent("job/log/1", CONTENT);
    storage.putIfAbsent("job/b", CONTENT);
    storage.putIfAbsent("jobs/other", CONTENT);

    assertThat(storage.list("job")).containsExactly("b", "log");
    assertThat(storage.list("job/log")).containsExactly("1", "2");
    assertThat(storage.list("nowhere")).isEmpty();
  }

  @Test
  void a_deleted_file_is_gone_and_deleting_it_again_is_no_error() throws Exception {
    storage.putIfAbsent("job/a", CONTENT);
    storage.putIfAbsent("job/b", CONTENT);

    storage.delete("job/a");
    storage.delete("job/a");

    assertThat(storage.list("job")).containsExactly("b");
    assertThat(storage.putIfAbsent("job/a", CONTENT)).isTrue();
  }

  @Test
  void a_deleted_directory_is_gone_with_all_in_it_and_nothing_else() throws Exception {
    storage.putIfAbsent("job/chk-1/a", CONTENT);
    storage.putIfAbsent("job/chk-1/deep/b", CONTENT);
    storage.putIfAbsent("job/chk-10/a", CONTENT);

    storage.deleteDirectory("job/chk-1");
    storage.deleteDirectory("job/chk-1");

    assertThat(storage.list("job")).containsExactly("chk-10");
    assertThat(storage.exists("job/chk-1/deep/b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "a/../../b", "/etc/weir", "a/./b", "a//b", ""})
  void a_path_that_leaves_the_root_is_refused(String path) {
    assertThatThrownBy(() -> storage.putIfAbsent(path, CONTENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + path + "'");
    assertThatThrownBy(() -> storage.read(path)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> storage.create(path)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> storage.delete(path)).isInstanceOf(IllegalArgumentException.class);
  }

  private void raceForOnePath(ExecutorService pool, int threads, String path) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Callable<Boolean>> racers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      byte[] content = ("by " + i).getBytes(UTF_8);
      racers.add(
          () -> {
            start.await();
            return storage.putIfAbsent(path, content);
          });
    }
    List<Future<Boolean>> outcomes = pool.invokeAll(racers);
    int winner = -1;
    for (int i = 0; i < threads; i++) {
      if (outcomes.get(i).get()) {
        assertThat(winner).as("a second winner besides " + i).isEqualTo(-1);
        winner = i;
      }
    }
    assertThat(storage.read(path)).asString(UTF_8).isEqualTo("by " + winner);
  }

  private SnapshotFile write(String path, byte[] content) throws IOException {
    try (SnapshotOutput out = storage.create(path)) {
      out.write(content);
      return out.finish();
    }
  }

  private String readFrom(SnapshotFile file, long offset) throws IOException {
    try (InputStream in = storage.open(file, offset)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static int crc(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, content.length);
    return (int) checksum.getValue();
  }
}
