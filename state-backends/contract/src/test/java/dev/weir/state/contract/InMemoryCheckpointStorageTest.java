package dev.weir.state.contract;

import dev.weir.state.spi.CheckpointStorage;

class InMemoryCheckpointStorageTest extends CheckpointStorageContract {

  @Override
  protected CheckpointStorage openStorage() {
    return new InMemoryCheckpointStorage();
  }

  @Override
  protected void overwrite(String path, byte[] content) {
    ((InMemoryCheckpointStorage) storage()).overwrite(path, content);
  }
}
