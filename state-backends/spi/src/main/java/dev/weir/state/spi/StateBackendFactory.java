package dev.weir.state.spi;

/** Found by {@link java.util.ServiceLoader}: makes a backend that was named in the options. */
public interface StateBackendFactory {

  /** The name in the options: {@code heap}, {@code rocksdb}. */
  String name();

  StateBackend create();
}
