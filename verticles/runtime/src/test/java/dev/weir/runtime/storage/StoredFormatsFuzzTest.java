package dev.weir.runtime.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.api.source.NumberSequenceSource;
import dev.weir.faults.fuzz.Fuzz;
import dev.weir.protocol.EncodedAccumulator;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.ErrorDomain;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.RetryHint;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.log.InvalidLogException;
import dev.weir.protocol.log.JobHistory;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.runtime.state.VersionedElementSerializer;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Manifests, log entries and elements of operator state that nobody wrote: as they are found, and
 * with a checksum that is right.
 */
final class StoredFormatsFuzzTest {

  private static final int TRAILER = "\ncrc32c=01234567\n".length();

  @Test
  void damaged_files_are_read_or_refused() {
    fuzzAll(8_000);
  }

  @Tag("long")
  @Test
  void very_many_damaged_files_are_read_or_refused() {
    fuzzAll(300_000);
  }

  private static void fuzzAll(int inputs) {
    long seed = Fuzz.seed();
    for (Fuzz fuzz : List.of(manifests(), sealedManifests(), entries(), sealedEntries())) {
      System.out.println(fuzz.saying("some/file").allocating(4 << 20, 1_000).run(seed, inputs));
    }
    System.out.println(logs().run(seed, inputs));
    System.out.println(elements().run(seed, inputs));
  }

  private static Fuzz manifests() {
    return Fuzz.of(
        "manifest",
        input -> ManifestJson.decode("some/file", input),
        List.of(ManifestJson.encode(manifest())),
        CorruptStateException.class);
  }

  private static Fuzz sealedManifests() {
    return Fuzz.of(
        "sealed manifest",
        input -> ManifestJson.decode("some/file", sealed(input)),
        List.of(body(ManifestJson.encode(manifest()))),
        CorruptStateException.class);
  }

  private static Fuzz entries() {
    return Fuzz.of(
        "log entry",
        input -> LogRecordJson.decode("some/file", input),
        records().stream().map(LogRecordJson::encode).toList(),
        CorruptStateException.class);
  }

  private static Fuzz sealedEntries() {
    return Fuzz.of(
        "sealed log entry",
        input -> LogRecordJson.decode("some/file", sealed(input)),
        records().stream().map(LogRecordJson::encode).map(StoredFormatsFuzzTest::body).toList(),
        CorruptStateException.class);
  }

  /** Sound entries of which one is replaced by what can be read of a damaged one. */
  private static Fuzz logs() {
    return new Fuzz(
        "log",
        input -> {
          LogRecord read = LogRecordJson.decode("some/file", sealed(input));
          List<LogRecord> log = new java.util.ArrayList<>(records());
          log.set((int) Math.floorMod(read.number() - 1, (long) log.size()), read);
          JobHistory history = JobHistory.of(log);
          history.truncatable(List.of(1L, 2L, 3L));
        },
        records().stream().map(LogRecordJson::encode).map(StoredFormatsFuzzTest::body).toList(),
        List.of(CorruptStateException.class, InvalidLogException.class),
        "",
        4 << 20,
        1_000,
        java.time.Duration.ofSeconds(5));
  }

  private static Fuzz elements() {
    var source = new NumberSequenceSource(1, 1_000);
    var splits = new VersionedElementSerializer<>("split", source.getSplitSerializer());
    ByteOutput sound = new ByteOutput();
    sound.writeInt(1);
    sound.writeVarInt(18);
    sound.writeString("7");
    sound.writeLong(5);
    sound.writeLong(9);
    return Fuzz.of(
        "element",
        input -> splits.read(new ByteInput(input)),
        List.of(sound.toByteArray()),
        CorruptStateException.class);
  }

  private static byte[] body(byte[] encoded) {
    return Arrays.copyOf(encoded, encoded.length - TRAILER);
  }

  private static byte[] sealed(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return Buffer.buffer(body)
        .appendBytes("\ncrc32c=%08x\n".formatted((int) crc.getValue()).getBytes(UTF_8))
        .getBytes();
  }

  private static Manifest manifest() {
    SnapshotFile file = new SnapshotFile("job/run-000001/shared/a", 1_000, 0x1234);
    SnapshotFile other = new SnapshotFile("job/run-000001/chk-1-t1/b", 2_000, -5);
    OperatorSnapshot canonical =
        new OperatorSnapshot(
            Optional.of(
                new CanonicalSnapshot(
                    KeyGroups.rangeOf(0, 128, 2),
                    List.of(
                        new CanonicalSnapshot.Section(1, file, 0, 10, 7),
                        new CanonicalSnapshot.Section(2, other, 10, 20, 8)),
                    3_000)),
            Map.of(
                "list",
                new OperatorListState(
                    OperatorListState.Mode.SPLIT, "long", List.of(new byte[] {1, 2, 3}))));
    OperatorSnapshot files =
        new OperatorSnapshot(
            Optional.of(
                new NativeSnapshot(
                    "rocksdb",
                    KeyGroups.rangeOf(1, 128, 2),
                    Map.of("000001.sst", file, "CURRENT", other),
                    3_000)),
            Map.of());
    return new Manifest(
        7,
        CheckpointKind.CHECKPOINT,
        1_234_567,
        "a job",
        List.of(
            new OperatorSnapshots(
                "uid",
                "name",
                2,
                128,
                List.of(
                    new OperatorSnapshots.Subtask(canonical, true),
                    new OperatorSnapshots.Subtask(files, false)))));
  }

  private static List<LogRecord> records() {
    List<LogEntry> entries =
        List.of(
            new LogEntry.RunStarted("a job", 1, 7, Optional.of("some/manifest")),
            new LogEntry.CheckpointCompleted(1, CheckpointKind.CHECKPOINT, 8, "m/manifest", 3),
            new LogEntry.CheckpointCompleted(2, CheckpointKind.CHECKPOINT, 9, "n/manifest", 1),
            new LogEntry.SavepointCompleted(3, CheckpointKind.SAVEPOINT, 10, "s/manifest"),
            new LogEntry.JobEnded(
                LogEntry.JobEnd.FAILED,
                11,
                true,
                Optional.of(
                    new FailureCause(ErrorDomain.USER, RetryHint.RETRY, "message", "detail")),
                new EncodedAccumulators(
                    Map.of(
                        "records",
                        new EncodedAccumulator.Written("a.Counter", new byte[] {-1, 2}),
                        "lines",
                        new EncodedAccumulator.Failed("of two classes")))));
    List<LogRecord> records = new java.util.ArrayList<>();
    String follows = LogRecord.NOTHING;
    for (LogEntry entry : entries) {
      LogRecord record = new LogRecord(records.size() + 1L, 1, "node", 1, follows, entry);
      records.add(record);
      follows = record.identity();
    }
    return records;
  }
}
