package dev.weir.state.rocksdb;

import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.StateBackend;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps keyed state in RocksDB on local disk, so that it may be larger than memory.
 *
 * <p>Checkpoints are incremental unless told otherwise: a file that a completed checkpoint has in
 * the storage is named again and not written again.
 */
public sealed class RocksDBStateBackend implements StateBackend
    permits EmbeddedRocksDBStateBackend {

  static final String NAME = "rocksdb";

  private final @Nullable URI checkpointDirectory;
  private final boolean incremental;
  private final RocksDBOptions options;

  public RocksDBStateBackend() {
    this(null, true, RocksDBOptions.defaults());
  }

  /**
   * @param checkpointDataUri the checkpoint directory of the job: {@code file:///path/to/rocksdb}
   */
  public RocksDBStateBackend(String checkpointDataUri) {
    this(checkpointDataUri, true);
  }

  public RocksDBStateBackend(String checkpointDataUri, boolean incremental) {
    this(parse(checkpointDataUri), incremental, RocksDBOptions.defaults());
  }

  public RocksDBStateBackend(URI checkpointDataUri) {
    this(requireScheme(checkpointDataUri), true, RocksDBOptions.defaults());
  }

  RocksDBStateBackend(
      @Nullable URI checkpointDirectory, boolean incremental, RocksDBOptions options) {
    this.checkpointDirectory = checkpointDirectory;
    this.incremental = incremental;
    this.options = options;
  }

  /** The same backend with other options. */
  public final RocksDBStateBackend withOptions(RocksDBOptions newOptions) {
    return new RocksDBStateBackend(checkpointDirectory, incremental, newOptions);
  }

  public final RocksDBOptions options() {
    return options;
  }

  /** Whether a checkpoint builds upon the files of the one before. */
  public final boolean isIncremental() {
    return incremental;
  }

  @Override
  public final String name() {
    return NAME;
  }

  @Override
  public final Optional<URI> checkpointDirectory() {
    return Optional.ofNullable(checkpointDirectory);
  }

  @Override
  public final <K> KeyedStateBackend<K> createKeyedStateBackend(KeyedStateContext<K> context)
      throws IOException {
    return RocksDBKeyedState.open(context, options, incremental);
  }

  private static URI parse(String uri) {
    try {
      return requireScheme(new URI(uri));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(refusal(uri), e);
    }
  }

  private static URI requireScheme(URI uri) {
    if (uri.getScheme() == null) {
      throw new IllegalArgumentException(refusal(uri.toString()));
    }
    return uri;
  }

  private static String refusal(String uri) {
    return "The checkpoint directory of a RocksDB state backend is a URI such as"
        + " file:///path/to/rocksdb, found '"
        + uri
        + "'";
  }
}
