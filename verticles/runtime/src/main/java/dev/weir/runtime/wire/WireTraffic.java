package dev.weir.runtime.wire;

import java.util.concurrent.atomic.LongAdder;

/**
 * Bytes of messages that this process has written for other nodes, and has read from them: bodies
 * without what the bus adds. May be used by any thread.
 */
public final class WireTraffic {

  private static final LongAdder WRITTEN = new LongAdder();
  private static final LongAdder READ = new LongAdder();

  private WireTraffic() {}

  static void wrote(int bytes) {
    WRITTEN.add(bytes);
  }

  static void read(int bytes) {
    READ.add(bytes);
  }

  /** Since the process began. */
  public static long written() {
    return WRITTEN.sum();
  }

  /** Since the process began. */
  public static long read() {
    return READ.sum();
  }
}
