/** The DataStream API, and the job graph that it makes. */
module dev.weir.api {
  requires transitive dev.weir.config;
  requires transitive dev.weir.state;
  requires org.apache.fory.core;
  requires static transitive org.jspecify;
  requires org.apache.fory.core;

  // API: what users write
  exports dev.weir.api;
  exports dev.weir.api.functions;
  exports dev.weir.api.sink;
  exports dev.weir.api.source;
  exports dev.weir.api.state;
  exports dev.weir.api.time;
  exports dev.weir.api.tuple;
  exports dev.weir.api.types;
  // SPI: what an engine implements, and what it is given
  exports dev.weir.api.graph;
  exports dev.weir.api.spi;

  uses dev.weir.api.spi.JobExecutor;
}
