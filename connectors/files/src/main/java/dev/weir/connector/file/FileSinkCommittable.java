package dev.weir.connector.file;

/** What a {@link FileSink} does once a checkpoint is durable. Paths are absolute. */
public sealed interface FileSinkCommittable {

  /**
   * A file to make visible.
   *
   * @param hidden where it lies, complete and synced
   * @param visible where it belongs, in the same directory
   * @param length its length
   */
  record PendingFile(String hidden, String visible, long length) implements FileSinkCommittable {}

  /**
   * A file to delete: it was continued as another one by a restored writer, and no later checkpoint
   * names it.
   *
   * @param hidden where it lies
   */
  record ContinuedFile(String hidden) implements FileSinkCommittable {}
}
