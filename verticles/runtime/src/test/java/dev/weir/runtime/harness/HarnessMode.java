package dev.weir.runtime.harness;

import dev.weir.state.heap.HashMapStateBackend;
import dev.weir.state.rocksdb.EmbeddedRocksDBStateBackend;
import dev.weir.state.spi.StateBackend;
import java.util.stream.Stream;

/**
 * How a scenario is run. Use it as the parameter of a test:
 * {@code @MethodSource("dev.weir.runtime.harness.HarnessMode#all")}.
 *
 * @param restoring whether a snapshot is taken and restored before each element, watermark and
 *     change of the clock
 */
public record HarnessMode(String backend, boolean restoring) {

  /** Both backends, each with and without restores. */
  public static Stream<HarnessMode> all() {
    return Stream.of("heap", "rocksdb")
        .flatMap(
            backend -> Stream.of(new HarnessMode(backend, false), new HarnessMode(backend, true)));
  }

  /** Both backends without restores, for what a restore may change. */
  public static Stream<HarnessMode> plain() {
    return all().filter(mode -> !mode.restoring());
  }

  StateBackend stateBackend() {
    return backend.equals("heap") ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
  }

  @Override
  public String toString() {
    return backend + (restoring ? ", restored between all elements" : "");
  }
}
