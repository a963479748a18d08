package dev.weir.storage.file;

import dev.weir.state.contract.CheckpointStorageContract;
import dev.weir.state.spi.CheckpointStorage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.io.TempDir;

/** The same contract, published as on a file system that has no hard links. */
class WithoutHardLinksTest extends CheckpointStorageContract {

  @TempDir Path directory;

  @Override
  protected CheckpointStorage openStorage() throws IOException {
    Path root = directory.toRealPath();
    Directories directories = new Directories();
    TemporaryFiles temporaries =
        new TemporaryFiles(
            root,
            directories,
            file ->
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    return new FileCheckpointStorage(
        new StoragePaths(root),
        directories,
        temporaries,
        new Publisher.ByLockedRename(directories, root.resolve(".weir-lock")));
  }

  @Override
  protected void overwrite(String path, byte[] content) throws IOException {
    Files.write(directory.resolve(path), content);
  }
}
