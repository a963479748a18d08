package dev.weir.api.functions;

import dev.weir.state.State;

/** Visits the state of one key. */
@FunctionalInterface
public interface KeyedStateFunction<K, S extends State> {

  /** Called once per key that has this state; may change or clear it. */
  void process(K key, S state) throws Exception;
}
