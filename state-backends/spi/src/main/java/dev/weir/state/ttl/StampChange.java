package dev.weir.state.ttl;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;

/** What has to be done to saved values when a job begins or ceases to let a state expire. */
public enum StampChange {
  NONE,
  /** Values get the time of the restore as that of their last touch. */
  ADD,
  REMOVE;

  public static StampChange between(StateSchema saved, StateSchema declared) {
    if (saved.isTimestamped() == declared.isTimestamped()) {
      return NONE;
    }
    return declared.isTimestamped() ? ADD : REMOVE;
  }

  /**
   * Rewrites a value in canonical form.
   *
   * @param kind what the value is of; a single map value is of {@link StateKind#VALUE}
   */
  public void rewrite(StateKind kind, ByteInput value, ByteOutput out, long now) {
    switch (kind) {
      case VALUE -> rewriteOne(value, value.remaining(), out, now);
      case LIST -> {
        while (value.remaining() > 0) {
          rewriteSized(value, out, now);
        }
      }
      case MAP -> {
        while (value.remaining() > 0) {
          int keyLength = value.readLength();
          out.writeVarInt(keyLength);
          out.writeBytes(value.readBytes(keyLength));
          rewriteSized(value, out, now);
        }
      }
      case TIMERS -> throw new IllegalArgumentException("timers bear no stamp");
    }
  }

  private void rewriteSized(ByteInput value, ByteOutput out, long now) {
    int length = value.readLength();
    out.writeVarInt(lengthAfter(length));
    rewriteOne(value, length, out, now);
  }

  private int lengthAfter(int length) {
    return switch (this) {
      case NONE -> length;
      case ADD -> length + Long.BYTES;
      case REMOVE -> length - Long.BYTES;
    };
  }

  private void rewriteOne(ByteInput value, int length, ByteOutput out, long now) {
    if (this == ADD) {
      out.writeLong(now);
    } else if (this == REMOVE) {
      value.readLong();
    }
    out.writeBytes(value.readBytes(this == REMOVE ? length - Long.BYTES : length));
  }
}
