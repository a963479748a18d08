package dev.weir.api;

import dev.weir.api.Operator.Upstream;
import java.util.List;

/**
 * The records that an operator emits to a side output.
 *
 * @param <T> the type of the records
 */
public final class SideOutputDataStream<T> extends DataStream<T> {

  SideOutputDataStream(StreamExecutionEnvironment environment, Upstream sideOutput) {
    super(environment, List.of(sideOutput));
  }
}
