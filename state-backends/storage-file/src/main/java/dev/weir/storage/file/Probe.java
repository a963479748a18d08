package dev.weir.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.UUID;

/** Finds out, before anything depends on it, whether a directory can hold checkpoints, and how. */
final class Probe {

  private static final byte[] CONTENT = "weir".getBytes(StandardCharsets.US_ASCII);

  private final Directories directories;
  private final TemporaryFiles temporaries;

  private Probe(Directories directories, TemporaryFiles temporaries) {
    this.directories = directories;
    this.temporaries = temporaries;
  }

  static FileCheckpointStorage open(Path directory, TemporaryFiles.ChannelOpener opener)
      throws IOException {
    try {
      Directories directories = new Directories();
      directories.create(directory.toAbsolutePath());
      Path root = directory.toRealPath();
      TemporaryFiles temporaries = new TemporaryFiles(root, directories, opener);
      Publisher publisher = new Probe(directories, temporaries).run(root);
      return new FileCheckpointStorage(new StoragePaths(root), directories, temporaries, publisher);
    } catch (IOException e) {
      throw new IOException(
          String.format(
              "Checkpoint directory %s cannot be used: %s. Expected a directory that this process"
                  + " can create, write and list",
              directory.toUri(), describe(e)),
          e);
    }
  }

  /** Writes, reads, links and removes a file; what it learns on the way is the publisher. */
  private Publisher run(Path root) throws IOException {
    Path probe = temporaries.next();
    try {
      write(probe);
      byte[] found = Files.readAllBytes(probe);
      if (!Arrays.equals(found, CONTENT)) {
        throw new IOException("4 bytes were written and " + found.length + " others read back");
      }
      FileTime now = Files.getLastModifiedTime(probe);
      Publisher publisher = publisherFor(root, probe);
      Directories.force(temporaries.directory());
      temporaries.removeAbandoned(now);
      return publisher;
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  private void write(Path probe) throws IOException {
    try (FileChannel channel = temporaries.open(probe)) {
      ByteBuffer content = ByteBuffer.wrap(CONTENT);
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
  }

  private Publisher publisherFor(Path root, Path probe) throws IOException {
    Path link = probe.resolveSibling(UUID.randomUUID() + ".tmp");
    try {
      Files.createLink(link, probe);
      return new Publisher.ByHardLink(directories);
    } catch (UnsupportedOperationException | IOException e) {
      return new Publisher.ByLockedRename(
          directories, root.resolve(StoragePaths.RESERVED + "lock"));
    } finally {
      Files.deleteIfExists(link);
    }
  }

  private static String describe(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
