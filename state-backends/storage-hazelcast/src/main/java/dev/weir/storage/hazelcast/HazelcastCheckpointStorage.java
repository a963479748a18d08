package dev.weir.storage.hazelcast;

import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Checkpoint storage in two maps of a Hazelcast cluster: files by their path, and the chunks of
 * large ones. Each entry has two backups, as far as there are members. Whatever returns normally is
 * on all of them; it is lost when they are lost together, as when the whole cluster is stopped.
 */
final class HazelcastCheckpointStorage implements CheckpointStorage {

  static final String MAPS = "weir-storage-";

  private static final int BACKUPS = 2;
  private static final int LARGEST_SMALL_FILE = 64 << 10;

  private final String uri;
  private final Members members;
  private final String root;

  private HazelcastCheckpointStorage(String uri, Members members, String root) {
    this.uri = uri;
    this.members = members;
    this.root = root;
  }

  /** Opens a storage; which member it uses is asked when something is read or written. */
  static HazelcastCheckpointStorage open(String uri, Members members, String root) {
    return new HazelcastCheckpointStorage(uri, members, root);
  }

  @Override
  public String describe() {
    return uri;
  }

  @Override
  public boolean putIfAbsent(String path, byte[] content) throws IOException {
    String inside = inside(path);
    HazelcastInstance member = members.hereToWrite();
    return run(path, () -> publish(member, inside, store(member, content)));
  }

  private StoredFile store(HazelcastInstance member, byte[] content) {
    if (content.length <= LARGEST_SMALL_FILE) {
      return new StoredFile.Small(content);
    }
    StoredFile.Large file = new StoredFile.Large(UUID.randomUUID(), content.length);
    for (int chunk = 0; chunk < file.chunks(); chunk++) {
      int from = chunk * StoredFile.CHUNK;
      int to = Math.min(content.length, from + StoredFile.CHUNK);
      chunks(member).set(file.chunk(chunk), Arrays.copyOfRange(content, from, to));
    }
    return file;
  }

  /** Makes a file visible if there is none; else what was stored of it is removed. */
  boolean publish(HazelcastInstance member, String path, StoredFile file) {
    boolean first = files(member).putIfAbsent(path, file.encode()) == null;
    if (!first) {
      removeChunks(member, file);
    }
    return first;
  }

  void removeChunks(HazelcastInstance member, StoredFile file) {
    if (file instanceof StoredFile.Large large) {
      for (int chunk = 0; chunk < large.chunks(); chunk++) {
        chunks(member).delete(large.chunk(chunk));
      }
    }
  }

  @Override
  public byte[] read(String path) throws IOException {
    HazelcastInstance member = members.here();
    StoredFile file = find(member, path).orElseThrow(() -> new NoSuchFileException(path));
    try (InputStream in = content(path, member, file, 0)) {
      return in.readAllBytes();
    }
  }

  @Override
  public boolean exists(String path) throws IOException {
    HazelcastInstance member = members.here();
    return run(path, () -> files(member).containsKey(inside(path)));
  }

  @Override
  public List<String> list(String directory) throws IOException {
    String prefix = directoryPrefix(directory);
    HazelcastInstance member = members.here();
    return run(
        directory,
        () ->
            files(member).keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .map(rest -> rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest)
                .distinct()
                .sorted()
                .toList());
  }

  @Override
  public SnapshotOutput create(String path) throws IOException {
    return new ChunkedOutput(this, members.hereToWrite(), path, inside(path));
  }

  @Override
  public InputStream open(SnapshotFile file, long offset) throws IOException {
    HazelcastInstance member = members.here();
    StoredFile stored = stored(member, file);
    if (offset < 0 || offset > stored.length()) {
      throw new IllegalArgumentException(
          "offset " + offset + " is outside of file " + file.path() + " of " + stored.length());
    }
    return content(file.path(), member, stored, offset);
  }

  private InputStream content(String path, HazelcastInstance member, StoredFile file, long offset) {
    if (file instanceof StoredFile.Small small) {
      return new ByteArrayInputStream(
          small.content(), (int) offset, (int) (small.length() - offset));
    }
    return new ChunkedInput(path, chunks(member), (StoredFile.Large) file, offset);
  }

  private Optional<StoredFile> find(HazelcastInstance member, String path) throws IOException {
    String inside = inside(path);
    return run(path, () -> Optional.ofNullable(files(member).get(inside))).map(StoredFile::decode);
  }

  private StoredFile stored(HazelcastInstance member, SnapshotFile file) throws IOException {
    StoredFile stored =
        find(member, file.path())
            .orElseThrow(
                () -> new CorruptStateException("File " + file.path() + " is missing in " + uri));
    if (stored.length() != file.length()) {
      throw new CorruptStateException(
          "File %s has %d bytes, expected %d"
              .formatted(file.path(), stored.length(), file.length()));
    }
    return stored;
  }

  @Override
  public void verify(SnapshotFile file) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[StoredFile.CHUNK];
    try (InputStream in = open(file, 0)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        checksum.update(buffer, 0, read);
      }
    }
    if ((int) checksum.getValue() != file.checksum()) {
      throw new CorruptStateException(
          "File %s has checksum %08x, expected %08x"
              .formatted(file.path(), (int) checksum.getValue(), file.checksum()));
    }
  }

  @Override
  public void delete(String path) throws IOException {
    String inside = inside(path);
    HazelcastInstance member = members.hereToWrite();
    run(path, () -> remove(member, inside));
  }

  @Override
  public void deleteDirectory(String directory) throws IOException {
    String prefix = directoryPrefix(directory);
    HazelcastInstance member = members.hereToWrite();
    run(
        directory,
        () -> {
          files(member).keySet().stream()
              .filter(path -> path.startsWith(prefix))
              .forEach(path -> remove(member, path));
          return true;
        });
  }

  private boolean remove(HazelcastInstance member, String path) {
    byte[] entry = files(member).remove(path);
    if (entry != null) {
      removeChunks(member, StoredFile.decode(entry));
    }
    return entry != null;
  }

  /** The cluster is not ours to stop. */
  @Override
  public void close() {}

  private IMap<String, byte[]> files(HazelcastInstance member) {
    return map(member, "files");
  }

  IMap<String, byte[]> chunks(HazelcastInstance member) {
    return map(member, "chunks");
  }

  private IMap<String, byte[]> map(HazelcastInstance member, String kind) {
    String name = MAPS + root + "-" + kind;
    if (!member.getConfig().getMapConfigs().containsKey(name)) {
      member
          .getConfig()
          .addMapConfig(
              new MapConfig(name).setBackupCount(BACKUPS).setInMemoryFormat(InMemoryFormat.BINARY));
    }
    return member.getMap(name);
  }

  /** Something that is asked of the cluster. */
  @FunctionalInterface
  interface Request<T> {
    T run();
  }

  <T> T run(String path, Request<T> request) throws IOException {
    try {
      return request.run();
    } catch (HazelcastException | IllegalStateException e) {
      throw new IOException("'%s' in %s: %s".formatted(path, uri, e), e);
    }
  }

  private static String directoryPrefix(String directory) {
    return directory.isEmpty() ? "" : inside(directory) + "/";
  }

  private static String inside(String path) {
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw new IllegalArgumentException(
            "'%s' is no path within the storage: found the name '%s'".formatted(path, name));
      }
    }
    return path;
  }
}
