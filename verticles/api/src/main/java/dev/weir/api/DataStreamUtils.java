package dev.weir.api;

import dev.weir.api.functions.KeySelector;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.types.TypeExtraction;
import dev.weir.api.types.TypeInformation;

/** What can be done with streams beyond their methods. */
public final class DataStreamUtils {

  private DataStreamUtils() {}

  /**
   * Takes a stream for one that {@code keyBy} has partitioned, because it was, and what came after
   * has not moved its records: subtask i sends to subtask i alone.
   *
   * <p>The parallelism and the maximum parallelism must be those of the stream, and its records
   * must be where {@code keyBy} with this selector would have brought them. Where one is not, the
   * first use of its state or timers fails the job.
   */
  public static <T, K> KeyedStream<T, K> reinterpretAsKeyedStream(
      DataStream<T> stream, KeySelector<T, K> keySelector) {
    return reinterpretAsKeyedStream(
        stream,
        keySelector,
        TypeExtraction.typeOf(
            keySelector, KeySelector.class, 1, "reinterpretAsKeyedStream", stream.getType()));
  }

  /** The same, with the type of the keys. */
  public static <T, K> KeyedStream<T, K> reinterpretAsKeyedStream(
      DataStream<T> stream, KeySelector<T, K> keySelector, TypeInformation<K> typeInfo) {
    KeyedBy<T, K> keyedBy = new KeyedBy<>(keySelector, Keys.checked(typeInfo));
    return new KeyedStream<>(stream, keyedBy, new Partitioning.KeyedForward<>(keyedBy));
  }
}
