package dev.weir.runtime.storage;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CheckpointStorageFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Opens checkpoint storages by what the user writes: a directory or a URI. */
public final class Storages {

  private Storages() {}

  /**
   * @param location a directory, relative to the working directory, or a URI
   * @throws IOException if it cannot be opened; the message says what is wrong with it
   */
  public static CheckpointStorage open(String location) throws IOException {
    URI uri = uriOf(location);
    TreeMap<String, CheckpointStorageFactory> factories = new TreeMap<>();
    ServiceLoader.load(CheckpointStorageFactory.class)
        .forEach(factory -> factories.put(factory.scheme(), factory));
    CheckpointStorageFactory factory = factories.get(uri.getScheme());
    if (factory == null) {
      throw new IOException(
          "no checkpoint storage for '%s': its scheme is '%s', expected one of %s"
              .formatted(location, uri.getScheme(), factories.keySet()));
    }
    return factory.open(uri);
  }

  /** As {@link #open}, but a directory must be there. */
  public static CheckpointStorage openExisting(String location) throws IOException {
    URI uri = uriOf(location);
    if (uri.getScheme().equals("file") && !Files.isDirectory(Path.of(uri))) {
      throw new IOException("no directory " + Path.of(uri) + ", expected a savepoint there");
    }
    return open(location);
  }

  private static URI uriOf(String location) {
    if (location.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")) {
      return URI.create(location);
    }
    return Path.of(location).toAbsolutePath().normalize().toUri();
  }
}
