package dev.weir.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Broadcast state as the side that is not broadcast sees it. */
public interface ReadOnlyBroadcastState<K, V> extends State {

  @Nullable V get(K key) throws Exception;

  boolean contains(K key) throws Exception;

  Iterable<Map.Entry<K, V>> immutableEntries() throws Exception;
}
