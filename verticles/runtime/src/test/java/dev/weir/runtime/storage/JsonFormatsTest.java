package dev.weir.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.protocol.EncodedAccumulator;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.ErrorDomain;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.RetryHint;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.runtime.jobs.Seeds;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class JsonFormatsTest {

  private static final int ROUNDS = 300;

  @Test
  void manifests_are_read_as_they_were_written() {
    Random random = Seeds.random("manifests");
    for (int round = 0; round < ROUNDS; round++) {
      Manifest manifest = manifest(random);
      byte[] bytes = ManifestJson.encode(manifest);

      assertThat(ManifestJson.encode(ManifestJson.decode("m", bytes))).isEqualTo(bytes);
      assertThat(ManifestJson.decode("m", bytes)).usingRecursiveComparison().isEqualTo(manifest);
    }
  }

  @Test
  void log_records_are_read_as_they_were_written() {
    Random random = Seeds.random("log records");
    for (int round = 0; round < ROUNDS; round++) {
      LogRecord record = logRecord(random);

      assertThat(LogRecordJson.decode("r", LogRecordJson.encode(record))).isEqualTo(record);
    }
  }

  @Test
  void every_changed_or_missing_byte_is_found() {
    Random random = Seeds.random("bytes");
    byte[] whole = ManifestJson.encode(manifest(random));
    for (int round = 0; round < 20 * ROUNDS; round++) {
      byte[] damaged =
          random.nextInt(4) == 0
              ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length))
              : flipped(whole, random);

      assertThatThrownBy(() -> ManifestJson.decode("dir/manifest", damaged))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining("dir/manifest");
    }
  }

  private static byte[] flipped(byte[] whole, Random random) {
    byte[] damaged = whole.clone();
    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    return damaged;
  }

  @Test
  void a_section_of_a_file_that_is_not_listed_is_refused_with_the_name_of_the_manifest() {
    OperatorSnapshot snapshot =
        new OperatorSnapshot(
            Optional.of(
                new CanonicalSnapshot(
                    KeyGroups.rangeOf(0, 1, 1),
                    List.of(new CanonicalSnapshot.Section(0, new SnapshotFile("f", 9, 1), 0, 9, 1)),
                    9)),
            Map.of());
    Manifest manifest =
        new Manifest(
            1,
            CheckpointKind.CHECKPOINT,
            1,
            "job",
            List.of(
                new OperatorSnapshots(
                    "uid", "name", 1, 1, List.of(new OperatorSnapshots.Subtask(snapshot, false)))));
    JsonObject json = ChecksummedJson.decode("m", ManifestJson.encode(manifest));
    json.getJsonArray("operators")
        .getJsonObject(0)
        .getJsonArray("subtasks")
        .getJsonObject(0)
        .getJsonObject("keyed")
        .getJsonObject("canonical")
        .put("files", new JsonArray());

    assertThatThrownBy(() -> ManifestJson.decode("dir/manifest", ChecksummedJson.encode(json)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessage(
            "dir/manifest is not a whole manifest: operators[0].subtasks[0].keyed.canonical"
                + ".sections[0][1] is 0, expected one of the 0 files");
  }

  @Test
  void well_formed_json_of_another_shape_is_refused_or_read_but_nothing_else() {
    Random random = Seeds.random("shapes");
    for (int round = 0; round < 10 * ROUNDS; round++) {
      JsonObject manifest = ChecksummedJson.decode("m", ManifestJson.encode(manifest(random)));
      JsonObject record = ChecksummedJson.decode("r", LogRecordJson.encode(logRecord(random)));
      distort(manifest, random);
      distort(record, random);

      assertRefusedOrRead(
          catchThrowable(() -> ManifestJson.decode("file", ChecksummedJson.encode(manifest))),
          manifest);
      assertRefusedOrRead(
          catchThrowable(() -> LogRecordJson.decode("file", ChecksummedJson.encode(record))),
          record);
    }
  }

  private static void assertRefusedOrRead(Throwable thrown, JsonObject json) {
    if (thrown != null) {
      assertThat(thrown)
          .as(json.encode())
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining("file");
    }
  }

  /** Changes one value somewhere in the tree. */
  private static void distort(JsonObject json, Random random) {
    List<String> names = new ArrayList<>(json.fieldNames());
    String name = names.get(random.nextInt(names.size()));
    Object value = json.getValue(name);
    if (value instanceof JsonObject object && !object.isEmpty() && random.nextInt(8) > 0) {
      distort(object, random);
    } else if (value instanceof JsonArray array && !array.isEmpty() && random.nextInt(8) > 0) {
      distort(array, random);
    } else if (random.nextBoolean()) {
      json.remove(name);
    } else {
      json.put(name, other(random));
    }
  }

  private static void distort(JsonArray array, Random random) {
    int index = random.nextInt(array.size());
    Object value = array.getValue(index);
    if (value instanceof JsonObject object && !object.isEmpty() && random.nextInt(8) > 0) {
      distort(object, random);
    } else if (value instanceof JsonArray inner && !inner.isEmpty() && random.nextInt(8) > 0) {
      distort(inner, random);
    } else if (random.nextBoolean()) {
      array.remove(index);
    } else {
      array.set(index, other(random));
    }
  }

  private static Object other(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> -1;
      case 1 -> Long.MAX_VALUE;
      case 2 -> 0.5;
      case 3 -> "?";
      case 4 -> true;
      case 5 -> new JsonArray().add("x");
      default -> new JsonObject().put("x", 1);
    };
  }

  private static Manifest manifest(Random random) {
    List<OperatorSnapshots> operators = new ArrayList<>();
    for (int operator = random.nextInt(4); operator >= 0; operator--) {
      int parallelism = 1 + random.nextInt(3);
      List<OperatorSnapshots.Subtask> subtasks = new ArrayList<>();
      for (int subtask = 0; subtask < parallelism; subtask++) {
        subtasks.add(
            new OperatorSnapshots.Subtask(
                new OperatorSnapshot(
                    keyed(random, KeyGroups.rangeOf(subtask, 128, parallelism)), lists(random)),
                random.nextBoolean()));
      }
      operators.add(
          new OperatorSnapshots("uid-" + operator, text(random), parallelism, 128, subtasks));
    }
    return new Manifest(
        1 + random.nextInt(1_000),
        CheckpointKind.values()[random.nextInt(CheckpointKind.values().length)],
        Math.abs(random.nextLong() / 2),
        text(random),
        operators);
  }

  private static Optional<KeyedSnapshot> keyed(Random random, KeyGroupRange range) {
    if (random.nextBoolean()) {
      Map<String, SnapshotFile> files = new TreeMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        files.put("name" + i, file(random));
      }
      return Optional.of(new NativeSnapshot("rocksdb", range, files, random.nextInt()));
    }
    List<CanonicalSnapshot.Section> sections = new ArrayList<>();
    SnapshotFile file = file(random);
    for (int i = random.nextInt(4); i > 0; i--) {
      sections.add(
          new CanonicalSnapshot.Section(
              range.first() + i,
              random.nextBoolean() ? file : file(random),
              i * 10L,
              10,
              random.nextInt()));
    }
    return random.nextInt(5) == 0
        ? Optional.empty()
        : Optional.of(new CanonicalSnapshot(range, sections, 5));
  }

  private static SnapshotFile file(Random random) {
    return new SnapshotFile("dir/" + random.nextInt(1000), random.nextInt(1000), random.nextInt());
  }

  private static Map<String, OperatorListState> lists(Random random) {
    Map<String, OperatorListState> lists = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<byte[]> elements = new ArrayList<>();
      for (int e = random.nextInt(3); e > 0; e--) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        elements.add(bytes);
      }
      lists.put(
          "list" + i,
          new OperatorListState(
              OperatorListState.Mode.values()[random.nextInt(3)], text(random), elements));
    }
    return lists;
  }

  private static LogRecord logRecord(Random random) {
    long id = 1L + random.nextInt(100);
    LogEntry entry =
        switch (random.nextInt(5)) {
          case 0 ->
              new LogEntry.RunStarted(
                  text(random),
                  id,
                  7,
                  random.nextBoolean() ? Optional.empty() : Optional.of(text(random)));
          case 1 -> new LogEntry.LeaderElected(random.nextInt());
          case 2 ->
              new LogEntry.CheckpointCompleted(id, CheckpointKind.CHECKPOINT, 8, text(random), 3);
          case 3 -> new LogEntry.SavepointCompleted(id, CheckpointKind.SAVEPOINT, 8, text(random));
          default ->
              new LogEntry.JobEnded(
                  LogEntry.JobEnd.FAILED,
                  9,
                  random.nextBoolean(),
                  Optional.of(
                      new FailureCause(
                          ErrorDomain.USER, RetryHint.RETRY, text(random), text(random))),
                  accumulators(random));
        };
    return new LogRecord(id, 1 + random.nextInt(9), text(random), 1, "-", entry);
  }

  private static EncodedAccumulators accumulators(Random random) {
    Map<String, EncodedAccumulator> all = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      byte[] bytes = new byte[random.nextInt(9)];
      random.nextBytes(bytes);
      all.put(
          text(random),
          random.nextBoolean()
              ? new EncodedAccumulator.Failed(text(random))
              : new EncodedAccumulator.Written(text(random), bytes));
    }
    return new EncodedAccumulators(all);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("t");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append("aZ\"\\\n\u0000é漢😀/".charAt(random.nextInt(8)));
    }
    return text.toString();
  }
}
