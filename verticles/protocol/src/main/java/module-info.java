/** What decides: pure state machines. Sees the JDK and the state contracts, nothing else. */
module dev.weir.protocol {
  requires static org.jspecify;
  requires transitive dev.weir.state;

  // Internal: what the runtime drives and the dashboard reads
  exports dev.weir.protocol;
  exports dev.weir.protocol.alignment;
  exports dev.weir.protocol.channel;
  exports dev.weir.protocol.checkpoint;
  exports dev.weir.protocol.coordinator;
  exports dev.weir.protocol.job;
  exports dev.weir.protocol.log;
  exports dev.weir.protocol.manifest;
  exports dev.weir.protocol.pacing;
  exports dev.weir.protocol.placement;
  exports dev.weir.protocol.restore;
  exports dev.weir.protocol.succession;
  exports dev.weir.protocol.watermark;
}
