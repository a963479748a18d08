package dev.weir.api;

/** How a savepoint is written. */
public enum SavepointFormatType {
  /** A form that every state backend can read. */
  CANONICAL,
  /** The files of the state backend: quicker, for the same backend only. */
  NATIVE
}
