package dev.weir.migrate;

/** A file that should be Java source is not; the message names file and line. */
final class UnreadableSourceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableSourceException(String message) {
    super(message);
  }
}
