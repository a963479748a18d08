package dev.weir.connector.file;

import java.util.List;

/**
 * What a writer of a {@link FileSink} keeps in a checkpoint.
 *
 * @param writer who it is
 * @param nextCounter the number of its next part file: files with this number or a higher one are
 *     in no checkpoint up to this one
 * @param openFiles the files that go on after the checkpoint
 */
public record FileWriterState(WriterId writer, long nextCounter, List<OpenFile> openFiles) {

  /** Keeps a copy. */
  public FileWriterState {
    openFiles = List.copyOf(openFiles);
  }

  /**
   * A file that was open at the checkpoint.
   *
   * @param bucketId its directory, relative to the base path
   * @param hidden its absolute path
   * @param visible where a commit would have moved it
   * @param validLength how many of its bytes belong to the checkpoint
   * @param creationTime when its first record was written
   */
  public record OpenFile(
      String bucketId, String hidden, String visible, long validLength, long creationTime) {}
}
