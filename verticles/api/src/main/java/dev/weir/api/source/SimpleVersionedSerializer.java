package dev.weir.api.source;

import java.io.IOException;

/**
 * Writes and reads values together with a version of the format, so that a later version of the
 * program can read what an earlier one wrote. Thread-safe.
 */
public interface SimpleVersionedSerializer<E> {

  /** The version that {@link #serialize} writes. */
  int getVersion();

  /** Writes a value in the current version. */
  byte[] serialize(E value) throws IOException;

  /**
   * Reads a value.
   *
   * @param version the version in which it was written
   * @param serialized what {@link #serialize} returned
   * @throws IOException if the version is unknown or the bytes are damaged; the message says which
   */
  E deserialize(int version, byte[] serialized) throws IOException;
}
