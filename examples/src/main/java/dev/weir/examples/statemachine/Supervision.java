package dev.weir.examples.statemachine;

import dev.weir.api.Collector;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichFlatMapFunction;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.state.ValueState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the state of each lock, and tells of what cannot be; the state is then the first again.
 */
final class Supervision extends RichFlatMapFunction<Event, Alert> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient ValueState<@Nullable State> states;

  @Override
  public void open(OpenContext openContext) throws Exception {
    states = getRuntimeContext().getState(new ValueStateDescriptor<>("state", State.class));
  }

  @Override
  public void flatMap(Event event, Collector<Alert> out) throws Exception {
    State known = states.value();
    State state = known == null ? State.EMPTY : known;
    Optional<State> next = state.after(event.kind());
    if (next.isEmpty()) {
      out.collect(new Alert(event.lock(), state, event.kind()));
      states.clear();
    } else {
      states.update(next.get());
    }
  }
}
