package dev.weir.examples.statemachine;

import java.util.Optional;

/** Where a lock of a canal is: boats may enter below, be lifted, and leave above. */
enum State {
  EMPTY,
  FILLING,
  FULL;

  /** The state after an event; empty if the event cannot happen in this state. */
  Optional<State> after(Event.Kind kind) {
    return switch (this) {
      case EMPTY -> kind == Event.Kind.GATE_CLOSED ? Optional.of(FILLING) : Optional.empty();
      case FILLING -> kind == Event.Kind.WATER_HIGH ? Optional.of(FULL) : Optional.empty();
      case FULL -> kind == Event.Kind.DRAINED ? Optional.of(EMPTY) : Optional.empty();
    };
  }
}
