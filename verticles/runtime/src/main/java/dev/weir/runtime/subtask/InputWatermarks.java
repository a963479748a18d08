package dev.weir.runtime.subtask;

import dev.weir.protocol.watermark.CombinedWatermark;
import dev.weir.protocol.watermark.WatermarkValve;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.InputGate;
import dev.weir.runtime.operators.Operator;

/**
 * Event time at the head of a subtask: one valve for the channels of each input, and of two inputs
 * the lower watermark. What it comes to goes to the first operator of the chain.
 *
 * <p>While a watermark is pending there, nothing else is to be given to this class: {@link
 * #continueWatermark} comes first. Idleness that came with the watermark follows it.
 */
final class InputWatermarks {

  private final Operator<?> head;
  private final int[] inputOf;
  private final int[] indexOf;
  private final WatermarkValve[] valves;
  private final CombinedWatermark combined = new CombinedWatermark();
  private final CombinedWatermark.Part[] parts;
  private long watermark = Long.MIN_VALUE;
  private boolean idle;
  private boolean becomesIdle;

  InputWatermarks(InputGate channels, Operator<?> head) {
    this.head = head;
    inputOf = new int[channels.size()];
    indexOf = new int[channels.size()];
    int inputs = 1;
    for (int channel = 0; channel < channels.size(); channel++) {
      inputOf[channel] = channels.channel(channel).input();
      inputs = Math.max(inputs, inputOf[channel] + 1);
    }
    int[] channelsOf = new int[inputs];
    for (int channel = 0; channel < channels.size(); channel++) {
      indexOf[channel] = channelsOf[inputOf[channel]]++;
    }
    valves = new WatermarkValve[inputs];
    parts = new CombinedWatermark.Part[inputs];
    for (int input = 0; input < inputs; input++) {
      valves[input] = new WatermarkValve(Math.max(1, channelsOf[input]));
      parts[input] = combined.add();
    }
  }

  /** The event time of the subtask's input. */
  long watermark() {
    return watermark;
  }

  /** A mark of a frame: a watermark, {@link Frame#IDLE} or {@link Frame#ACTIVE}. */
  void onMark(int channel, long mark) throws Exception {
    WatermarkValve valve = valves[inputOf[channel]];
    if (Frame.isWatermark(mark)) {
      valve.onWatermark(indexOf[channel], mark);
    } else if (mark == Frame.IDLE) {
      valve.onIdle(indexOf[channel]);
    } else {
      valve.onActive(indexOf[channel]);
    }
    forward(inputOf[channel]);
  }

  void onEnded(int channel) throws Exception {
    valves[inputOf[channel]].onEnded(indexOf[channel]);
    forward(inputOf[channel]);
  }

  private void forward(int input) throws Exception {
    WatermarkValve valve = valves[input];
    if (valves.length == 1) {
      forward(valve.watermark(), valve.isIdle());
      return;
    }
    parts[input].advanceTo(valve.watermark());
    parts[input].idle(valve.isIdle());
    combined.update();
    forward(combined.watermark(), combined.isIdle());
  }

  private void forward(long newWatermark, boolean newIdle) throws Exception {
    if (idle && !newIdle) {
      idle = false;
      head.processIdle(false);
    }
    if (newWatermark > watermark) {
      watermark = newWatermark;
      head.processWatermark(newWatermark);
    }
    becomesIdle = newIdle && !idle;
    tellIdleness();
  }

  /** Whether timers of the watermark have still to run. */
  boolean isPending() {
    return head.isWatermarkPending();
  }

  /**
   * Goes on with a watermark that is pending.
   *
   * @return whether it is pending no more
   */
  boolean continueWatermark() throws Exception {
    head.continueWatermark();
    tellIdleness();
    return !isPending();
  }

  private void tellIdleness() throws Exception {
    if (becomesIdle && !isPending()) {
      becomesIdle = false;
      idle = true;
      head.processIdle(true);
    }
  }
}
