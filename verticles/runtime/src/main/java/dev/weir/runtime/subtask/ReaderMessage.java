package dev.weir.runtime.subtask;

import dev.weir.api.source.SourceEvent;

/** From a source reader to its enumerator. */
public sealed interface ReaderMessage {

  long attempt();

  /** Index of the reader. */
  int reader();

  /** The reader is ready to take splits. */
  record Started(long attempt, int reader) implements ReaderMessage {}

  /** The reader wants a split. */
  record SplitRequest(long attempt, int reader) implements ReaderMessage {}

  /** Something between the two. */
  record Event(long attempt, int reader, SourceEvent event) implements ReaderMessage {}
}
