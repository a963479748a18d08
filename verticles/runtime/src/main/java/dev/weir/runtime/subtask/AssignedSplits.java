package dev.weir.runtime.subtask;

import dev.weir.api.source.SourceSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Splits that an enumerator has assigned within one of its calls, by reader. A reader gets all of
 * them at once, so it does not begin with the first before it knows of the others.
 */
final class AssignedSplits<S extends SourceSplit> {

  /** Takes what was assigned to one reader. */
  @FunctionalInterface
  interface Sender<S extends SourceSplit> {
    void send(int reader, List<S> splits);
  }

  private final Map<Integer, List<S>> byReader = new TreeMap<>();

  void add(int reader, List<S> splits) {
    byReader.computeIfAbsent(reader, missing -> new ArrayList<>()).addAll(splits);
  }

  /** What was assigned to a reader and is not sent yet; it is not sent any more afterwards. */
  List<S> take(int reader) {
    List<S> splits = byReader.remove(reader);
    return splits == null ? List.of() : List.copyOf(splits);
  }

  void sendAll(Sender<S> sender) {
    List.copyOf(byReader.keySet()).forEach(reader -> sender.send(reader, take(reader)));
  }
}
