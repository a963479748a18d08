package dev.weir.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of the first or of the second of two streams that are brought together in windows.
 * Triggers and evictors of such windows see it.
 *
 * @param <T1> the type of the first stream
 * @param <T2> the type of the second stream
 */
public final class TaggedUnion<T1, T2> {

  private final @Nullable T1 one;
  private final @Nullable T2 two;

  private TaggedUnion(@Nullable T1 one, @Nullable T2 two) {
    this.one = one;
    this.two = two;
  }

  /** A record of the first stream. */
  public static <T1, T2> TaggedUnion<T1, T2> one(T1 one) {
    return new TaggedUnion<>(Objects.requireNonNull(one, "a record is null"), null);
  }

  /** A record of the second stream. */
  public static <T1, T2> TaggedUnion<T1, T2> two(T2 two) {
    return new TaggedUnion<>(null, Objects.requireNonNull(two, "a record is null"));
  }

  /** Whether it is a record of the first stream. */
  public boolean isOne() {
    return one != null;
  }

  /** Whether it is a record of the second stream. */
  public boolean isTwo() {
    return two != null;
  }

  /** The record of the first stream; null if it is one of the second. */
  public @Nullable T1 getOne() {
    return one;
  }

  /** The record of the second stream; null if it is one of the first. */
  public @Nullable T2 getTwo() {
    return two;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TaggedUnion<?, ?> that
        && Objects.equals(one, that.one)
        && Objects.equals(two, that.two);
  }

  @Override
  public int hashCode() {
    return Objects.hash(one, two);
  }

  @Override
  public String toString() {
    return isOne() ? "one(" + one + ")" : "two(" + two + ")";
  }
}
