package dev.weir.protocol.watermark;

import java.util.ArrayList;
import java.util.List;

/** A valve, and what it put out, in the order in which it goes on. */
final class ValveRun {

  private final WatermarkValve valve;
  private final List<String> output = new ArrayList<>();

  ValveRun(int channels) {
    valve = new WatermarkValve(channels);
  }

  ValveRun watermark(int channel, long watermark) {
    return after(() -> valve.onWatermark(channel, watermark));
  }

  ValveRun idle(int channel) {
    return after(() -> valve.onIdle(channel));
  }

  ValveRun active(int channel) {
    return after(() -> valve.onActive(channel));
  }

  ValveRun ended(int channel) {
    return after(() -> valve.onEnded(channel));
  }

  private ValveRun after(Runnable event) {
    long before = valve.watermark();
    boolean wasIdle = valve.isIdle();
    event.run();
    if (wasIdle && !valve.isIdle()) {
      output.add("active");
    }
    if (valve.watermark() > before) {
      output.add(String.valueOf(valve.watermark()));
    }
    if (!wasIdle && valve.isIdle()) {
      output.add("idle");
    }
    return this;
  }

  /** What was put out since the last call. */
  List<String> output() {
    List<String> taken = List.copyOf(output);
    output.clear();
    return taken;
  }

  long lastWatermark() {
    return valve.watermark();
  }
}
