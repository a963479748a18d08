package dev.weir.storage.file;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CheckpointStorageFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Opens {@code file:///some/directory}. */
public final class FileCheckpointStorageFactory implements CheckpointStorageFactory {

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public CheckpointStorage open(URI root) throws IOException {
    return FileCheckpointStorage.open(directoryOf(root));
  }

  private static Path directoryOf(URI root) throws IOException {
    if (!"file".equalsIgnoreCase(root.getScheme())) {
      throw refused(root, "its scheme is " + root.getScheme());
    }
    String host = root.getAuthority();
    if (host != null && !host.isEmpty()) {
      throw refused(root, "'" + host + "' stands where a host would; a slash may be missing");
    }
    if (root.isOpaque() || root.getPath() == null || !root.getPath().startsWith("/")) {
      throw refused(root, "its path is not absolute");
    }
    if (root.getQuery() != null || root.getFragment() != null) {
      throw refused(root, "it has a query or a fragment");
    }
    return Path.of(URI.create("file://" + root.getRawPath()));
  }

  private static IOException refused(URI root, String found) {
    return new IOException(
        String.format(
            "Checkpoint directory '%s' cannot be used: %s. Expected an absolute directory such as"
                + " file:///var/lib/weir/checkpoints",
            root, found));
  }
}
