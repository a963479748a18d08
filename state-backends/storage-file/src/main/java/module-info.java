/** Checkpoints in a directory of a file system. */
module dev.weir.storage.file {
  requires static org.jspecify;
  requires transitive dev.weir.state;

  // API
  exports dev.weir.storage.file;

  provides dev.weir.state.spi.CheckpointStorageFactory with
      dev.weir.storage.file.FileCheckpointStorageFactory;
}
