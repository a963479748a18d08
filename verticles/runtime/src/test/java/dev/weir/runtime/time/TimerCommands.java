package dev.weir.runtime.time;

import dev.weir.api.Collector;
import dev.weir.api.OutputTag;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.time.TimerService;
import dev.weir.api.types.Types;
import dev.weir.state.ValueState;
import java.util.Objects;

/**
 * A function that does with timers what its records say: {@code key:command:argument}. Emits what
 * fires, under which key, in which domain.
 */
final class TimerCommands extends KeyedProcessFunction<String, String, String> {

  static final OutputTag<String> SIDE = new OutputTag<>("side", Types.STRING);

  private static final long serialVersionUID = 1L;

  private transient ValueState<Integer> fired;

  @Override
  public void open(OpenContext openContext) {
    fired = getRuntimeContext().getState(new ValueStateDescriptor<>("fired", Types.INT));
  }

  static String key(String command) {
    return command.substring(0, command.indexOf(':'));
  }

  @Override
  public void processElement(String record, Context ctx, Collector<String> out) {
    String[] parts = record.split(":");
    TimerService timers = ctx.timerService();
    switch (parts[1]) {
      case "event" -> timers.registerEventTimeTimer(Long.parseLong(parts[2]));
      case "clock" -> timers.registerProcessingTimeTimer(Long.parseLong(parts[2]));
      case "no-event" -> timers.deleteEventTimeTimer(Long.parseLong(parts[2]));
      case "no-clock" -> timers.deleteProcessingTimeTimer(Long.parseLong(parts[2]));
      case "watermark" -> out.collect("watermark " + timers.currentWatermark());
      case "time" -> out.collect("time " + timers.currentProcessingTime());
      case "timestamp" -> out.collect("timestamp " + ctx.timestamp());
      default -> throw new IllegalArgumentException(record);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
    int count = Objects.requireNonNullElse(fired.value(), 0) + 1;
    fired.update(count);
    out.collect(
        ctx.getCurrentKey() + " " + ctx.timeDomain() + " " + timestamp + " number " + count);
    ctx.output(SIDE, ctx.getCurrentKey() + " at " + ctx.timestamp());
    if (ctx.getCurrentKey().startsWith("again") && timestamp < 30) {
      ctx.timerService().registerEventTimeTimer(timestamp + 10);
    }
    if (ctx.getCurrentKey().startsWith("tick") && timestamp < 30) {
      ctx.timerService().registerProcessingTimeTimer(timestamp + 10);
    }
    if (ctx.getCurrentKey().startsWith("deletes")) {
      ctx.timerService().deleteEventTimeTimer(timestamp + 1);
    }
  }
}
