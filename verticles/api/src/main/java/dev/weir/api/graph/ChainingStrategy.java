package dev.weir.api.graph;

/** Whether an operator may run in one chain with its neighbours. */
public enum ChainingStrategy {
  /** May be chained to what is before it and to what is after it. */
  ALWAYS,
  /** Begins a chain: not chained to what is before it. */
  HEAD,
  /** Runs alone. */
  NEVER
}
