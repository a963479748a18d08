package dev.weir.api;

import dev.weir.api.functions.CoGroupFunction;
import dev.weir.api.functions.KeySelector;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.windowing.assigners.WindowAssigner;
import dev.weir.api.windowing.evictors.Evictor;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.Window;
import java.time.Duration;

/**
 * Two streams whose records are grouped in windows. Made in steps: {@code
 * first.coGroup(second).where(key).equalTo(key).window(assigner).apply(function)}.
 *
 * <p>A record meets those of the other stream that have an equal key and are in a window with it.
 * What is emitted has the timestamp {@code window.maxTimestamp()}.
 *
 * @param <T1> the type of the first stream
 * @param <T2> the type of the second stream
 */
public final class CoGroupedStreams<T1, T2> {

  private final DataStream<T1> first;
  private final DataStream<T2> second;

  CoGroupedStreams(DataStream<T1> first, DataStream<T2> second) {
    this.first = first;
    this.second = second;
  }

  /** Says what the key of the first stream is. */
  public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector) {
    return where(keySelector, WindowedUnion.keyType("where", keySelector, first.getType()));
  }

  /** The same with a given type. */
  public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector, TypeInformation<KEY> keyType) {
    return new Where<>(keySelector, Keys.checked(keyType));
  }

  /** Two streams, of which the first has a key. */
  public final class Where<KEY> {

    private final KeySelector<T1, KEY> keySelector1;
    private final TypeInformation<KEY> keyType;

    private Where(KeySelector<T1, KEY> keySelector1, TypeInformation<KEY> keyType) {
      this.keySelector1 = keySelector1;
      this.keyType = keyType;
    }

    /**
     * Says what the key of the second stream is.
     *
     * @throws IllegalArgumentException if the keys have different types
     */
    public EqualTo equalTo(KeySelector<T2, KEY> keySelector) {
      return equalTo(keySelector, WindowedUnion.keyType("equalTo", keySelector, second.getType()));
    }

    /** The same with a given type. */
    public EqualTo equalTo(KeySelector<T2, KEY> keySelector, TypeInformation<KEY> keyType2) {
      WindowedUnion.checkSame("coGroup", keyType, keyType2);
      return new EqualTo(
          new WindowedUnion.Sides<>("CoGroup", first, second, keySelector1, keySelector, keyType));
    }

    /** Two streams with keys. */
    public final class EqualTo {

      private final WindowedUnion.Sides<T1, T2, KEY> sides;

      private EqualTo(WindowedUnion.Sides<T1, T2, KEY> sides) {
        this.sides = sides;
      }

      /** The records of each key, gathered into windows. */
      public <W extends Window> WithWindow<T1, T2, KEY, W> window(
          WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
        return new WithWindow<>(WindowedUnion.of(sides, assigner));
      }
    }
  }

  /**
   * Two streams with keys, in windows.
   *
   * @param <T1> the type of the first stream
   * @param <T2> the type of the second stream
   * @param <KEY> the type of the key
   * @param <W> the type of the windows
   */
  public static final class WithWindow<T1, T2, KEY, W extends Window> {

    private final WindowedUnion<T1, T2, KEY, W> union;

    private WithWindow(WindowedUnion<T1, T2, KEY, W> union) {
      this.union = union;
    }

    /** As {@link WindowedStream#trigger}. */
    public WithWindow<T1, T2, KEY, W> trigger(
        Trigger<? super TaggedUnion<T1, T2>, ? super W> newTrigger) {
      union.windows().trigger(newTrigger);
      return this;
    }

    /** As {@link WindowedStream#evictor}. */
    public WithWindow<T1, T2, KEY, W> evictor(
        Evictor<? super TaggedUnion<T1, T2>, ? super W> newEvictor) {
      union.windows().evictor(newEvictor);
      return this;
    }

    /** As {@link WindowedStream#allowedLateness}. */
    public WithWindow<T1, T2, KEY, W> allowedLateness(Duration newLateness) {
      union.windows().allowedLateness(newLateness);
      return this;
    }

    /** What a function makes of all records of both streams, when the window fires. */
    public <T> SingleOutputStreamOperator<T> apply(CoGroupFunction<T1, T2, T> function) {
      return apply(function, union.outputOf(function, CoGroupFunction.class));
    }

    /** The same with a given type. */
    public <T> SingleOutputStreamOperator<T> apply(
        CoGroupFunction<T1, T2, T> function, TypeInformation<T> resultType) {
      return union.apply(function, resultType);
    }
  }
}
