package statemachine;

import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** Alerts when an event cannot follow the one before it. */
public class StateMachine {

  /** Where a door is. */
  public enum State {
    OPEN,
    CLOSED
  }

  /** What happens to a door. */
  public static class Event {
    public int door;
    public boolean opens;

    public Event() {}

    public Event(int door, boolean opens) {
      this.door = door;
      this.opens = opens;
    }
  }

  public static void main(String[] args) throws Exception {
    final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.enableCheckpointing(2000L, CheckpointingMode.EXACTLY_ONCE);
    env.setStateBackend(new HashMapStateBackend());
    DataStream<Event> events =
        env.fromSource(
                new DataGeneratorSource<>(new Doors(), 40, TypeInformation.of(Event.class)),
                WatermarkStrategy.noWatermarks(),
                "Events Generator Source")
            .setParallelism(1);
    events
        .keyBy(event -> event.door)
        .flatMap(new StateMachineMapper())
        .print()
        .setParallelism(1);
    env.execute("State machine job");
  }

  static class Doors implements GeneratorFunction<Long, Event> {
    private static final long serialVersionUID = 1L;
    private int readers;

    @Override
    public void open(SourceReaderContext readerContext) {
      readers = readerContext.currentParallelism();
    }

    @Override
    public Event map(Long number) {
      if (readers < 1) {
        throw new IllegalStateException("not opened");
      }
      return new Event((int) (number % 4), number / 4 % 3 == 0);
    }
  }

  static class StateMachineMapper extends RichFlatMapFunction<Event, String> {
    private static final long serialVersionUID = 1L;
    private static final Map<Boolean, State> AFTER = Map.of(true, State.OPEN, false, State.CLOSED);
    private ValueState<State> currentState;

    @Override
    public void open(OpenContext context) {
      currentState = getRuntimeContext().getState(new ValueStateDescriptor<>("state", State.class));
    }

    @Override
    public void flatMap(Event event, Collector<String> out) throws Exception {
      State before = currentState.value();
      State after = AFTER.get(event.opens);
      if (after == before) {
        out.collect("door " + event.door + " is " + before + " already");
      }
      currentState.update(after);
    }
  }
}
