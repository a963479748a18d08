package dev.weir.runtime.coordinator;

import dev.weir.faults.disk.FaultyFileSystem;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CheckpointStorageFactory;
import dev.weir.storage.file.FileCheckpointStorage;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Storages on disks of tests, as users would name them: {@code disk:<id>/directory}. */
public final class DiskStorage implements CheckpointStorageFactory {

  private static final Map<String, FaultyFileSystem> DISKS = new ConcurrentHashMap<>();

  /** The URI of the root of a disk, by which {@code use} is called with. */
  static <T> T during(FaultyFileSystem disk, Use<T> use) throws Exception {
    String id = UUID.randomUUID().toString();
    DISKS.put(id, disk);
    try {
      return use.of("disk:" + id);
    } finally {
      DISKS.remove(id);
    }
  }

  /** What is done with a disk for as long as it has a URI. */
  interface Use<T> {
    T of(String root) throws Exception;
  }

  @Override
  public String scheme() {
    return "disk";
  }

  @Override
  public CheckpointStorage open(URI root) throws IOException {
    String[] idAndPath = root.getSchemeSpecificPart().split("/", 2);
    FaultyFileSystem disk = DISKS.get(idAndPath[0]);
    if (disk == null) {
      throw new IOException("no disk " + root);
    }
    return FileCheckpointStorage.open(disk.getPath("/" + idAndPath[1]));
  }
}
