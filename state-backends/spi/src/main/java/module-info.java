/** The contracts of state, snapshots and checkpoint storage. Sees nothing but the JDK. */
module dev.weir.state {
  requires static transitive org.jspecify;

  // API: what user functions see
  exports dev.weir.state;
  // SPI: what backends and storages implement
  exports dev.weir.state.spi;
  // SPI: state that expires, upon any backend
  exports dev.weir.state.ttl;
}
