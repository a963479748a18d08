package dev.weir.api.functions;

/** Makes one record out of one. */
@FunctionalInterface
public interface MapFunction<T, O> extends Function {

  /** Returns what {@code value} becomes; never null. */
  O map(T value) throws Exception;
}
