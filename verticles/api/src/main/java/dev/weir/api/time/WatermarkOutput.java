package dev.weir.api.time;

/** Takes watermarks. For the thread of the subtask. */
public interface WatermarkOutput {

  /** Emits a watermark, and ends idleness. One that is not higher than the last is ignored. */
  void emitWatermark(Watermark watermark);

  /** Nothing will come until further notice: operators downstream need not wait for it. */
  void markIdle();

  /** Ends idleness. */
  void markActive();
}
