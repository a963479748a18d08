package dev.weir.state;

/** One value per key, into which each added element is reduced at once. */
public interface ReducingState<T> extends AppendingState<T, T> {}
