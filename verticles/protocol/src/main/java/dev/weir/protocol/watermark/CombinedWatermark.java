package dev.weir.protocol.watermark;

import java.util.ArrayList;
import java.util.List;

/**
 * The watermark of a few parts that may come and go: the two inputs of an operator, the splits of a
 * source. It is the lowest of the parts that are not idle. A part that wakes behind holds it where
 * it is. (The rules are those of Apache Flink's CombinedWatermarkStatus.)
 */
public final class CombinedWatermark {

  private final List<Part> parts = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;
  private boolean idle;

  /** One of those that are combined. */
  public static final class Part {
    private long watermark = Long.MIN_VALUE;
    private boolean idle;

    private Part() {}

    /** Its own watermark; {@code Long.MIN_VALUE} before the first. */
    public long watermark() {
      return watermark;
    }

    public boolean isIdle() {
      return idle;
    }

    /**
     * Its event time has come this far, and it is not idle; a lower value than before is ignored.
     */
    public void advanceTo(long value) {
      idle = false;
      watermark = Math.max(watermark, value);
    }

    public void idle(boolean isIdle) {
      idle = isIdle;
    }
  }

  /** Adds a part that is active and without a watermark, so the combined one stays where it is. */
  public Part add() {
    Part part = new Part();
    parts.add(part);
    return part;
  }

  /** Adds a part that was removed. */
  public void add(Part part) {
    parts.add(part);
  }

  /** Removes a part; others need not wait for it any more. */
  public void remove(Part part) {
    parts.remove(part);
  }

  /** Takes up what has changed in the parts; afterwards the others of these methods say how. */
  public void update() {
    if (parts.isEmpty()) {
      return;
    }
    long lowest = Long.MAX_VALUE;
    boolean allIdle = true;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (!part.idle) {
        allIdle = false;
        lowest = Math.min(lowest, part.watermark);
      }
    }
    idle = allIdle;
    if (!allIdle && lowest > watermark) {
      watermark = lowest;
    }
  }

  /** {@code Long.MIN_VALUE} before the first. Never goes back. */
  public long watermark() {
    return watermark;
  }

  /** Whether there are parts and all of them are idle. */
  public boolean isIdle() {
    return idle;
  }
}
