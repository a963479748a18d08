package dev.weir.runtime.harness;

import dev.weir.runtime.channel.Frame;
import org.jspecify.annotations.Nullable;

/** Something that an operator emitted. */
public sealed interface Emitted {

  /**
   * A record.
   *
   * @param timestamp null if it has none
   */
  record Element(Object value, @Nullable Long timestamp) implements Emitted {}

  /** A watermark. */
  record Watermark(long watermark) implements Emitted {}

  /** The output became idle, or active again. */
  record Idle(boolean idle) implements Emitted {}

  static Emitted record(Object value, long timestamp) {
    return new Element(value, timestamp == Frame.NO_TIMESTAMP ? null : timestamp);
  }

  /** A record without a timestamp. */
  static Emitted record(Object value) {
    return new Element(value, null);
  }

  static Emitted watermark(long watermark) {
    return new Watermark(watermark);
  }

  static Emitted idle(boolean idle) {
    return new Idle(idle);
  }
}
