/** What can be set, with every default. */
module dev.weir.config {
  requires static transitive org.jspecify;
  requires org.snakeyaml.engine.v2;

  // API: typed options and where their values come from
  exports dev.weir.config;
}
