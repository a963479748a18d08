package dev.weir.api.functions;

/** One record for each pair of records that are joined. */
@FunctionalInterface
public interface JoinFunction<IN1, IN2, OUT> extends Function {

  /** Makes a record of a record of the first stream and one of the second. */
  OUT join(IN1 first, IN2 second) throws Exception;
}
