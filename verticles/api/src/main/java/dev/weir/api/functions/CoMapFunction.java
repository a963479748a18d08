package dev.weir.api.functions;

/** Maps the records of two connected streams to one type. */
public interface CoMapFunction<IN1, IN2, OUT> extends Function {

  /** Called for each record of the first stream. */
  OUT map1(IN1 value) throws Exception;

  /** Called for each record of the second stream. */
  OUT map2(IN2 value) throws Exception;
}
