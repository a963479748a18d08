package dev.weir.state.spi;

import java.io.IOException;
import java.net.URI;

/** Found by {@link java.util.ServiceLoader}: opens the storage behind a URI of its scheme. */
public interface CheckpointStorageFactory {

  /** The URI scheme: {@code file}. */
  String scheme();

  /**
   * Opens the storage; creates the root if need be and proves by a probe that it can be written.
   *
   * @throws IOException with a message that names the URI and what is wrong with it
   */
  CheckpointStorage open(URI root) throws IOException;
}
