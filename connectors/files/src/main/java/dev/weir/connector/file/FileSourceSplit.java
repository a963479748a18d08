package dev.weir.connector.file;

import dev.weir.api.source.SourceSplit;

/**
 * A range of the bytes of a file, and how far it has been read.
 *
 * @param path the absolute path of the file
 * @param start the offset of the first byte of the range
 * @param end the offset after the last byte of the range; a record that begins before it belongs to
 *     the split even if it ends behind it
 * @param fileLength the length of the file when it was found; what is appended later is not read
 * @param position the offset at which to go on: {@code start}, or the end of a record
 */
public record FileSourceSplit(String path, long start, long end, long fileLength, long position)
    implements SourceSplit {

  /** Checks the order of the offsets. */
  public FileSourceSplit {
    if (start < 0 || start > end || end > fileLength || position < start) {
      throw new IllegalArgumentException(
          ("Split of file %s: expected 0 <= start <= end <= file length and start <= position,"
                  + " found start %d, end %d, file length %d, position %d")
              .formatted(path, start, end, fileLength, position));
    }
  }

  /** The same split, read up to {@code newPosition}. */
  FileSourceSplit at(long newPosition) {
    return new FileSourceSplit(path, start, end, fileLength, newPosition);
  }

  @Override
  public String splitId() {
    return path + "@" + start;
  }
}
