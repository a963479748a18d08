package dev.weir.connector.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * Writes records to part files.
 *
 * <p>One instance serves all writers of a process, so it must be immutable or thread-safe.
 *
 * @param <T> the type of the records
 */
@FunctionalInterface
public interface Encoder<T> extends Serializable {

  /**
   * Writes a record, with whatever separates it from the next. The stream is buffered; it must be
   * neither flushed, closed nor kept. An exception fails the attempt.
   */
  void encode(T element, OutputStream stream) throws IOException;
}
