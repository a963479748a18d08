package dev.weir.state.ttl;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateTtl;
import org.jspecify.annotations.Nullable;

/**
 * Leaves what has expired out of values in canonical form. Not thread-safe.
 *
 * @see dev.weir.state.spi.CanonicalFormat
 */
public final class ExpiredFilter {

  private final StateKind kind;
  private final StateTtl ttl;
  private final long now;
  private final ByteOutput kept = new ByteOutput();
  private final ByteInput in = new ByteInput(new byte[0]);

  /**
   * @param kind what the values are of; a single map value is of {@link StateKind#VALUE}
   * @param now the time at which they were captured
   */
  public ExpiredFilter(StateKind kind, StateTtl ttl, long now) {
    this.kind = kind;
    this.ttl = ttl;
    this.now = now;
  }

  /**
   * What is left of a value.
   *
   * @return valid until this is called again; null if nothing is left
   */
  public @Nullable ByteOutput filter(byte[] value, int offset, int length) {
    kept.reset();
    in.reset(value, offset, length);
    if (kind == StateKind.VALUE) {
      keepUnlessExpired(offset, length);
    }
    while (kind != StateKind.VALUE && in.remaining() > 0) {
      int start = in.position();
      if (kind == StateKind.MAP) {
        in.skip(in.readLength());
      }
      int partLength = in.readLength();
      int end = in.position() + partLength;
      keepUnlessExpired(start, end - start);
      in.position(end);
    }
    return kept.size() == 0 ? null : kept;
  }

  private void keepUnlessExpired(int start, int length) {
    if (!ttl.isExpired(in.readLong(), now)) {
      kept.writeBytes(in.array(), start, length);
    }
  }
}
