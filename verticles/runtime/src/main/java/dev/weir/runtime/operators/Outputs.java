package dev.weir.runtime.operators;

import java.util.ArrayList;
import java.util.List;

/** Makes outputs of outputs and inputs. */
public final class Outputs {

  private Outputs() {}

  /** An output that calls the next operator of the chain. */
  public static Output<?> chained(Input<?> input, Operator<?> operator) {
    return new ChainedOutput<>(input, operator);
  }

  /**
   * The output of an operator whose side outputs are read too: records go to the main output alone,
   * watermarks to all.
   */
  public static Output<?> withSideOutputs(Output<?> main, SideOutputs sideOutputs) {
    return sideOutputs.isEmpty() ? main : new MainOutput<>(main, sideOutputs);
  }

  /** One output for any number of them. */
  public static Output<?> all(List<Output<?>> outputs) {
    if (outputs.isEmpty()) {
      return new NoOutput<>();
    }
    return outputs.size() == 1 ? outputs.get(0) : many(outputs);
  }

  @SuppressWarnings("unchecked") // all of them read one stream, so all take its records
  private static Output<?> many(List<Output<?>> outputs) {
    List<Output<Object>> sameType = new ArrayList<>();
    outputs.forEach(output -> sameType.add((Output<Object>) output));
    return new ManyOutputs<>(sameType);
  }
}
