package dev.weir.state.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: keyed state as plain maps, slow and obvious. Values are copied on the way in and out,
 * so that nothing a test does to a value it holds can change the oracle.
 */
final class NaiveKeyedState<K> {

  private final Map<K, Long> counts = new HashMap<>();
  private final Map<K, Counter> counters = new HashMap<>();
  private final Map<K, List<Counter>> lists = new HashMap<>();
  private final Map<K, Map<String, Counter>> maps = new HashMap<>();

  NaiveKeyedState<K> copy() {
    NaiveKeyedState<K> copy = new NaiveKeyedState<>();
    copy.counts.putAll(counts);
    counters.forEach((key, value) -> copy.counters.put(key, copyOf(value)));
    lists.forEach((key, list) -> copy.lists.put(key, copyOf(list)));
    maps.forEach((key, map) -> copy.maps.put(key, copyOf(map)));
    return copy;
  }

  @Nullable Long count(K key) {
    return counts.get(key);
  }

  void count(K key, @Nullable Long value) {
    if (value == null) {
      counts.remove(key);
    } else {
      counts.put(key, value);
    }
  }

  @Nullable Counter counter(K key) {
    Counter counter = counters.get(key);
    return counter == null ? null : copyOf(counter);
  }

  void counter(K key, @Nullable Counter value) {
    if (value == null) {
      counters.remove(key);
    } else {
      counters.put(key, copyOf(value));
    }
  }

  List<Counter> list(K key) {
    return copyOf(lists.getOrDefault(key, List.of()));
  }

  void list(K key, List<Counter> values) {
    lists.put(key, copyOf(values));
  }

  Map<String, Counter> map(K key) {
    return copyOf(maps.getOrDefault(key, Map.of()));
  }

  void map(K key, Map<String, Counter> values) {
    maps.put(key, copyOf(values));
  }

  /** Keys with a count. */
  List<K> countedKeys() {
    return List.copyOf(counts.keySet());
  }

  private static Counter copyOf(Counter counter) {
    return new Counter(counter.label, counter.count);
  }

  private static List<Counter> copyOf(List<Counter> list) {
    List<Counter> copy = new ArrayList<>();
    list.forEach(each -> copy.add(copyOf(each)));
    return copy;
  }

  private static Map<String, Counter> copyOf(Map<String, Counter> map) {
    Map<String, Counter> copy = new HashMap<>();
    map.forEach((key, value) -> copy.put(key, copyOf(value)));
    return copy;
  }
}
