package dev.weir.api;

import dev.weir.api.functions.CoGroupFunction;
import dev.weir.api.functions.KeySelector;
import dev.weir.api.types.InvalidTypesException;
import dev.weir.api.types.TaggedUnionType;
import dev.weir.api.types.TypeExtraction;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.windowing.assigners.WindowAssigner;
import dev.weir.api.windowing.windows.Window;

/** Two streams that are brought together by key: one stream of tagged records, in windows. */
final class WindowedUnion<T1, T2, K, W extends Window> {

  /**
   * Both streams and their keys.
   *
   * @param method what the program called, for messages
   */
  record Sides<T1, T2, K>(
      String method,
      DataStream<T1> first,
      DataStream<T2> second,
      KeySelector<T1, K> firstKey,
      KeySelector<T2, K> secondKey,
      TypeInformation<K> keyType) {}

  /** Takes the key out of a record of either stream. */
  private record UnionKey<T1, T2, K>(KeySelector<T1, K> first, KeySelector<T2, K> second)
      implements KeySelector<TaggedUnion<T1, T2>, K> {
    @Override
    public K getKey(TaggedUnion<T1, T2> record) throws Exception {
      T1 one = record.getOne();
      if (one != null) {
        return first.getKey(one);
      }
      T2 two = record.getTwo();
      if (two == null) {
        throw new IllegalStateException("a tagged record belongs to neither stream");
      }
      return second.getKey(two);
    }
  }

  private final Sides<T1, T2, K> sides;
  private final WindowedStream<TaggedUnion<T1, T2>, K, W> windows;

  private WindowedUnion(Sides<T1, T2, K> sides, WindowedStream<TaggedUnion<T1, T2>, K, W> windows) {
    this.sides = sides;
    this.windows = windows;
  }

  static <T1, T2, K, W extends Window> WindowedUnion<T1, T2, K, W> of(
      Sides<T1, T2, K> sides, WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
    TypeInformation<TaggedUnion<T1, T2>> type =
        new TaggedUnionType<>(sides.first.getType(), sides.second.getType());
    DataStream<TaggedUnion<T1, T2>> first =
        sides.first.map(TaggedUnion::one, type).setParallelism(sides.first.getParallelism());
    DataStream<TaggedUnion<T1, T2>> second =
        sides.second.map(TaggedUnion::two, type).setParallelism(sides.second.getParallelism());
    return new WindowedUnion<>(
        sides,
        first
            .union(second)
            .keyBy(new UnionKey<>(sides.firstKey, sides.secondKey), sides.keyType)
            .window(assigner));
  }

  /**
   * The type of a key.
   *
   * @param step what the program called, for messages
   */
  static <T, K> TypeInformation<K> keyType(
      String step, KeySelector<T, K> selector, TypeInformation<T> type) {
    TypeInformation<K> found = TypeExtraction.typeOf(selector, KeySelector.class, 1, step, type);
    if (found.isMissing()) {
      throw new InvalidTypesException(
          "The type of the key could not be found out. Give it as second argument of "
              + step
              + ", as in "
              + step
              + "(selector, Types.STRING), or write the selector as a class");
    }
    return found;
  }

  /** Both streams must have keys of one type. */
  static void checkSame(String method, TypeInformation<?> first, TypeInformation<?> second) {
    if (!first.equals(second)) {
      throw new IllegalArgumentException(
          method + " needs one type of key for both streams, found " + first + " and " + second);
    }
  }

  WindowedStream<TaggedUnion<T1, T2>, K, W> windows() {
    return windows;
  }

  /** The third type parameter of a function on both streams. */
  <R> TypeInformation<R> outputOf(Object function, Class<?> declaring) {
    return TypeExtraction.typeOf(
        function, declaring, 2, sides.method, sides.first.getType(), sides.second.getType());
  }

  <R> SingleOutputStreamOperator<R> apply(
      CoGroupFunction<T1, T2, R> function, TypeInformation<R> resultType) {
    return windows.apply(new CoGroupWindowFunction<>(function), resultType);
  }
}
