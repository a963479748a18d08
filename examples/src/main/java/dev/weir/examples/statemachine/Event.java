package dev.weir.examples.statemachine;

/** Something has happened at a lock. */
record Event(int lock, Kind kind) {

  /** What has happened. */
  enum Kind {
    GATE_CLOSED,
    WATER_HIGH,
    DRAINED
  }
}
