package dev.weir.api.time;

import java.io.Serializable;

/**
 * How the sources of a group are kept together in event time.
 *
 * @param maxAllowedWatermarkDrift how far a reader may be ahead of the slowest, in milliseconds
 * @param watermarkGroup what sources that are aligned with each other have in common; empty: none
 * @param updateInterval how often readers are compared, in milliseconds
 */
public record WatermarkAlignmentParams(
    long maxAllowedWatermarkDrift, String watermarkGroup, long updateInterval)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of a strategy without alignment. */
  public static final WatermarkAlignmentParams WATERMARK_ALIGNMENT_DISABLED =
      new WatermarkAlignmentParams(Long.MAX_VALUE, "", 0);

  /** Whether there is anything to align. */
  public boolean isEnabled() {
    return maxAllowedWatermarkDrift < Long.MAX_VALUE;
  }
}
