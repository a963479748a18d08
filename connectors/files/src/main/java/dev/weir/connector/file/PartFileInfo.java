package dev.weir.connector.file;

/** What a {@link RollingPolicy} decides on. Valid during the call only. */
public interface PartFileInfo {

  /** The directory of the part file, relative to the base path. */
  String getBucketId();

  /** When its first record was written, in milliseconds of the machine's time. */
  long getCreationTime();

  /** The bytes written to it, whether on disk or in a buffer. */
  long getSize();

  /**
   * When it was last seen to have grown, in milliseconds. It is looked at when a checkpoint is
   * taken.
   */
  long getLastUpdateTime();
}
