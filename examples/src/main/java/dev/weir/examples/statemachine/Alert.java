package dev.weir.examples.statemachine;

/** An event that cannot have happened in the state that the lock was in. */
record Alert(int lock, State state, Event.Kind kind) {}
