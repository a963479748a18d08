package dev.weir.benchmarks.weir;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/** What the threads of subtasks have allocated between two moments. One measurement at a time. */
final class SubtaskAllocation {

  private static final String THREADS = "weir-subtask-";

  private static volatile long bytesAtBegin;
  private static volatile double bytesPerRecord;

  private SubtaskAllocation() {}

  static void begin() {
    bytesPerRecord = Double.NaN;
    bytesAtBegin = bytes();
  }

  static void end(long records) {
    bytesPerRecord = (double) (bytes() - bytesAtBegin) / records;
  }

  /** The result; not a number if the measurement was not ended. */
  static double bytesPerRecord() {
    return bytesPerRecord;
  }

  private static long bytes() {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long sum = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(THREADS)) {
        sum += threads.getThreadAllocatedBytes(thread.getThreadId());
      }
    }
    return sum;
  }
}
