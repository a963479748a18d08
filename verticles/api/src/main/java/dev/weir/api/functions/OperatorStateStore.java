package dev.weir.api.functions;

import dev.weir.api.state.ListStateDescriptor;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.state.BroadcastState;
import dev.weir.state.ListState;
import java.util.Set;

/** State of a subtask that belongs to no key. */
public interface OperatorStateStore {

  /** A list; after a restore its elements are dealt out to the subtasks one by one. */
  <S> ListState<S> getListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

  /** A list; after a restore every subtask gets the elements of all subtasks. */
  <S> ListState<S> getUnionListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

  /** A map of which every subtask must hold the same copy. */
  <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor)
      throws Exception;

  /** The names of all lists that are registered or were restored. */
  Set<String> getRegisteredStateNames();

  /** The names of all broadcast states that are registered or were restored. */
  Set<String> getRegisteredBroadcastStateNames();
}
