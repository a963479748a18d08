package dev.weir.runtime.views;

import com.sun.management.OperatingSystemMXBean;
import dev.weir.runtime.wire.WireTraffic;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this process uses of its machine. */
public final class NodeLoad {

  private static final String HOST = host();

  private NodeLoad() {}

  /** Bytes, milliseconds, and CPU as a part of the machine; -1 if it is not known. */
  public static JsonObject now() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new JsonObject()
        .put("host", HOST)
        .put("pid", ProcessHandle.current().pid())
        .put("heap-used", heap.getUsed())
        .put("heap-committed", heap.getCommitted())
        .put("heap-max", heap.getMax())
        .put("cpu", system == null ? -1 : system.getProcessCpuLoad())
        .put("memory", system == null ? -1 : system.getTotalMemorySize())
        .put("memory-free", system == null ? -1 : system.getFreeMemorySize())
        .put("bus-bytes-in", WireTraffic.read())
        .put("bus-bytes-out", WireTraffic.written())
        .put("threads", ManagementFactory.getThreadMXBean().getThreadCount())
        .put("uptime", ManagementFactory.getRuntimeMXBean().getUptime());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
