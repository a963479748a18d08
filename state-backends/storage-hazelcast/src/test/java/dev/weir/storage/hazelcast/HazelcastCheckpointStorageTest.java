package dev.weir.storage.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import dev.weir.state.contract.CheckpointStorageContract;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class HazelcastCheckpointStorageTest extends CheckpointStorageContract {

  private static final String CLUSTER = TestMembers.newCluster();
  private static HazelcastInstance first;
  private static HazelcastInstance second;

  private final String root = "root-" + UUID.randomUUID();

  @BeforeAll
  static void startMembers() {
    first = TestMembers.start(CLUSTER);
    second = TestMembers.start(CLUSTER, first);
  }

  @AfterAll
  static void stopMembers() {
    second.shutdown();
    first.shutdown();
  }

  @Override
  protected CheckpointStorage openStorage() throws IOException {
    return open(first, "");
  }

  private CheckpointStorage open(HazelcastInstance member, String query) throws IOException {
    return new HazelcastCheckpointStorageFactory()
        .open(URI.create("hazelcast://" + member.getName() + "/" + root + query));
  }

  @Override
  protected void overwrite(String path, byte[] content) {
    first
        .<String, byte[]>getMap(HazelcastCheckpointStorage.MAPS + root + "-files")
        .set(path, new StoredFile.Small(content).encode());
  }

  @Test
  void all_members_see_the_same_files() throws Exception {
    CheckpointStorage other = open(second, "");

    assertThat(storage().putIfAbsent("log/1", new byte[] {7})).isTrue();
    assertThat(other.putIfAbsent("log/1", new byte[] {8})).isFalse();
    assertThat(other.read("log/1")).containsExactly(7);
  }

  @Test
  void files_outlive_the_member_that_wrote_them() throws Exception {
    HazelcastInstance third = TestMembers.start(CLUSTER, first, second);
    byte[] large = new byte[1_000_000];
    large[999_999] = 5;
    SnapshotFile file;
    try (SnapshotOutput out = open(third, "").create("chk-1/state")) {
      out.write(large);
      file = out.finish();
    }
    open(third, "").putIfAbsent("log/1", new byte[100_000]);

    third.getLifecycleService().terminate();

    storage().verify(file);
    assertThat(storage().read("log/1")).hasSize(100_000);
    assertThat(storage().open(file, 999_999).read()).isEqualTo(5);
  }

  @Test
  void nothing_of_a_deleted_file_stays_in_memory() throws Exception {
    try (SnapshotOutput out = storage().create("chk-1/state")) {
      out.write(new byte[1_000_000]);
      out.finish();
    }
    try (SnapshotOutput out = storage().create("chk-2/state")) {
      out.write(new byte[1_000_000]);
    }
    assertThat(storage().putIfAbsent("chk-1/state", new byte[1_000_000])).isFalse();

    storage().deleteDirectory("chk-1");

    assertThat(first.getMap(HazelcastCheckpointStorage.MAPS + root + "-chunks").size()).isZero();
  }

  @Test
  void with_too_few_members_nothing_is_written_and_all_is_read() throws Exception {
    storage().putIfAbsent("log/1", new byte[1]);
    CheckpointStorage strict = open(first, "?members=3");

    assertThatThrownBy(() -> strict.putIfAbsent("log/2", new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessage("the cluster has 2 members, expected at least 3 to write to");
    assertThatThrownBy(() -> strict.create("chk-1/state")).isInstanceOf(IOException.class);
    assertThat(strict.read("log/1")).hasSize(1);
  }

  @Test
  void a_member_that_is_not_here_is_named() throws Exception {
    CheckpointStorage nowhere =
        new HazelcastCheckpointStorageFactory().open(URI.create("hazelcast://nobody/root"));

    assertThatThrownBy(() -> nowhere.read("log/1"))
        .isInstanceOf(IOException.class)
        .hasMessage("no Hazelcast member named 'nobody' runs in this process");
  }

  @Test
  void a_uri_without_a_root_or_with_an_unknown_end_is_refused() {
    HazelcastCheckpointStorageFactory factory = new HazelcastCheckpointStorageFactory();

    assertThatThrownBy(() -> factory.open(URI.create("hazelcast:/")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("names no root");
    assertThatThrownBy(() -> factory.open(URI.create("hazelcast:/root?members=none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected ?members=<number of members>");
  }
}
