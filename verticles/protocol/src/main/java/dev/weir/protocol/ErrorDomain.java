package dev.weir.protocol;

/** Who can mend a failure. */
public enum ErrorDomain {
  /** The author of the job: an exception out of user code, a bad option, incompatible state. */
  USER,
  /** Whoever runs what is outside: storage, broker, database, network, machine. */
  EXTERNAL,
  /** Nobody but us: a bug in the engine. */
  INTERNAL
}
