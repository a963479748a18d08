package dev.weir.state.ttl;

/** A value and when it was last touched. */
public record Stamped<T>(T value, long touched) {}
