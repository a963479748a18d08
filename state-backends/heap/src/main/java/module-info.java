/** Keyed state in flat tables on the heap. */
module dev.weir.state.heap {
  requires transitive dev.weir.state;
  requires static org.jspecify;

  // API
  exports dev.weir.state.heap;

  provides dev.weir.state.spi.StateBackendFactory with
      dev.weir.state.heap.HashMapStateBackendFactory;
}
