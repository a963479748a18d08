package dev.weir.api.time;

import java.io.Serializable;
import java.time.Instant;

/**
 * Says that no record with a timestamp up to this one is expected any more.
 *
 * @param timestamp milliseconds since the epoch
 */
public record Watermark(long timestamp) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The watermark at the end of event time. */
  public static final Watermark MAX_WATERMARK = new Watermark(Long.MAX_VALUE);

  /** Milliseconds since the epoch. */
  public long getTimestamp() {
    return timestamp;
  }

  /** The timestamp as a date in UTC. */
  public String getFormattedTimestamp() {
    return Instant.ofEpochMilli(timestamp).toString();
  }

  @Override
  public String toString() {
    return "Watermark @ " + timestamp;
  }
}
