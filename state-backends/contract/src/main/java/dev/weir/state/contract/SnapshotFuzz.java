package dev.weir.state.contract;

import dev.weir.faults.fuzz.Fuzz;
import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotRequest;
import dev.weir.state.spi.StateBackend;
import dev.weir.state.spi.ValueStateSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/**
 * Snapshot files that nobody wrote, given to a backend to restore: all state is read, written and
 * read again.
 */
public final class SnapshotFuzz {

  private static final int KEYS = 24;
  private static final int MAX_PARALLELISM = 4;
  private static final KeyGroupRange ALL = new KeyGroupRange(0, MAX_PARALLELISM - 1);

  private final InMemoryCheckpointStorage storage = new InMemoryCheckpointStorage();
  private final StateBackend backend;
  private final Path directory;
  private final KeyedSnapshot sound;
  private final Map<String, byte[]> soundFiles = new TreeMap<>();
  private int openings;

  /**
   * @param directory empty, for working files
   */
  public SnapshotFuzz(StateBackend backend, Path directory, SnapshotRequest.Form form)
      throws Exception {
    this.backend = backend;
    this.directory = directory;
    try (KeyedStateBackend<Long> state = open(List.of())) {
      fill(state);
      var pending = state.snapshot(StateFixture.request(1, form));
      fill(state); // so that there is something to undo
      sound = pending.write();
    }
    for (SnapshotFile file : sound.files()) {
      soundFiles.put(file.path(), storage.read(file.path()));
    }
  }

  /** Of damaged files with checksums that are right, so that they are read. */
  public Fuzz sealed() {
    CanonicalSnapshot canonical = (CanonicalSnapshot) sound;
    SnapshotFile file = canonical.sections().get(0).file();
    return fuzz(
        backend.name() + ", sealed sections",
        input -> restore(List.of(resealed(canonical, file, input))),
        file);
  }

  /** Of damaged files as they would be found. */
  public Fuzz damaged() {
    SnapshotFile file = sound.files().iterator().next();
    return fuzz(
        backend.name() + ", damaged file",
        input -> {
          storage.overwrite(file.path(), input);
          restore(List.of(sound));
        },
        file);
  }

  /** Of one of the backend's own files, damaged, with a checksum that is right. */
  public Fuzz sealed(Predicate<String> name) {
    NativeSnapshot files = (NativeSnapshot) sound;
    String chosen = files.filesByName().keySet().stream().filter(name).findFirst().orElseThrow();
    SnapshotFile file = files.filesByName().get(chosen);
    return fuzz(
        backend.name() + ", sealed " + chosen,
        input -> {
          storage.overwrite(file.path(), input);
          Map<String, SnapshotFile> named = new TreeMap<>(files.filesByName());
          named.put(chosen, new SnapshotFile(file.path(), input.length, checksum(input)));
          restore(List.of(new NativeSnapshot(files.backend(), files.keyGroups(), named, 0)));
        },
        file);
  }

  private Fuzz fuzz(String name, Fuzz.Reader reader, SnapshotFile damaged) {
    soundFiles.forEach(storage::overwrite); // another fuzz may have been at them
    return new Fuzz(
        name,
        reader,
        List.of(Objects.requireNonNull(soundFiles.get(damaged.path()))),
        List.of(CorruptStateException.class, IncompatibleStateException.class, IOException.class),
        "",
        32 << 20,
        2_000,
        Duration.ofSeconds(10));
  }

  /** The head, too, has a checksum, at the end of its length. */
  private CanonicalSnapshot resealed(CanonicalSnapshot of, SnapshotFile file, byte[] input) {
    if (input.length >= 20) {
      ByteBuffer bytes = ByteBuffer.wrap(input);
      int length = bytes.getInt(12);
      if (length >= 0 && length <= input.length - 20) {
        bytes.putInt(16 + length, checksum(input, 0, 16 + length));
      }
    }
    storage.overwrite(file.path(), input);
    SnapshotFile now = new SnapshotFile(file.path(), input.length, checksum(input));
    List<CanonicalSnapshot.Section> sections = new ArrayList<>();
    for (CanonicalSnapshot.Section section : of.sections()) {
      long end = Math.min(section.offset() + section.length(), input.length);
      int length = (int) Math.max(0, end - section.offset());
      int checksum = length == 0 ? 0 : checksum(input, (int) section.offset(), length);
      sections.add(
          new CanonicalSnapshot.Section(
              section.keyGroup(), now, section.offset(), length, checksum));
    }
    return new CanonicalSnapshot(of.keyGroups(), sections, 0);
  }

  private void restore(List<KeyedSnapshot> snapshots) throws Exception {
    try (KeyedStateBackend<Long> state = open(snapshots)) {
      fill(state);
    }
  }

  private KeyedStateBackend<Long> open(List<KeyedSnapshot> snapshots) throws IOException {
    Path local = Files.createDirectories(directory.resolve("opening-" + openings++));
    return backend.createKeyedStateBackend(
        new KeyedStateContext<>(
            StateFixture.OPERATOR,
            0,
            TestSerializers.LONG,
            MAX_PARALLELISM,
            ALL,
            local,
            storage,
            snapshots));
  }

  private static void fill(KeyedStateBackend<Long> state) throws Exception {
    ValueState<String> value =
        state.valueState(new ValueStateSpec<>("value", TestSerializers.STRING, null));
    ListState<Long> list = state.listState(new ListStateSpec<>("list", TestSerializers.LONG));
    MapState<String, Counter> map =
        state.mapState(new MapStateSpec<>("map", TestSerializers.STRING, Counter.SERIALIZER));
    for (long key = 0; key < KEYS; key++) {
      state.setCurrentKey(key, KeyGroups.hash(key));
      value.update(value.value() + "+" + key);
      long sum = key;
      for (Long element : list.get()) {
        sum += element;
      }
      list.add(sum);
      for (Map.Entry<String, Counter> entry : map.entries()) {
        entry.getValue().count++;
      }
      map.put("k" + key % 3, new Counter("counter", key));
    }
    state.forEachKey("value", key -> {});
  }

  private static int checksum(byte[] bytes) {
    return checksum(bytes, 0, bytes.length);
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    return (int) checksum.getValue();
  }
}
