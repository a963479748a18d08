package dev.weir.runtime.job;

import dev.weir.config.WeirOptions;
import dev.weir.runtime.bus.ByReferenceCodec;
import dev.weir.runtime.channel.BarrierMessage;
import dev.weir.runtime.channel.CreditMessage;
import dev.weir.runtime.channel.EndOfInput;
import dev.weir.runtime.channel.EndSource;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.SourceEventMessage;
import dev.weir.runtime.channel.SplitAssignment;
import dev.weir.runtime.subtask.ReaderMessage;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as a node: a Vert.x instance, and what runs beside the jobs. It starts with the
 * first job and is closed when the last one is over, so that {@code main} can end.
 */
final class Node {

  private static final Logger log = LoggerFactory.getLogger(Node.class);
  private static final Object LOCK = new Object();
  private static @org.jspecify.annotations.Nullable Node current;

  private final String name = UUID.randomUUID().toString();
  private final Vertx vertx;
  private final List<NodeService> services = new ArrayList<>();
  private int jobs;

  private Node() {
    vertx = Vertx.vertx();
    registerCodecs(vertx.eventBus());
  }

  /**
   * The node of this process with one job more; each call is followed by one of {@link #release}.
   */
  static Node acquire(WeirOptions options) {
    synchronized (LOCK) {
      Node node = current;
      if (node == null) {
        node = new Node();
        node.startServices(options);
        current = node;
      }
      node.jobs++;
      return node;
    }
  }

  /** One job less; with the last one the node is closed. */
  Future<?> release() {
    synchronized (LOCK) {
      jobs--;
      if (jobs > 0) {
        return Future.succeededFuture();
      }
      current = null;
    }
    List<Future<?>> stopping = new ArrayList<>();
    services.forEach(service -> stopping.add(service.stop()));
    return Future.join(stopping).eventually(vertx::close);
  }

  String name() {
    return name;
  }

  Vertx vertx() {
    return vertx;
  }

  private void startServices(WeirOptions options) {
    for (NodeService service : ServiceLoader.load(NodeService.class)) {
      service
          .start(vertx, options)
          .onFailure(e -> log.warn("{} is not there: {}", service.describe(), e.getMessage()));
      services.add(service);
    }
  }

  private static void registerCodecs(EventBus bus) {
    byReference(
        bus,
        Frame.class,
        BarrierMessage.class,
        EndOfInput.class,
        SplitAssignment.class,
        SourceEventMessage.class,
        EndSource.class,
        CreditMessage.class,
        ReaderMessage.Started.class,
        ReaderMessage.SplitRequest.class,
        ReaderMessage.Event.class,
        SubtaskCommand.Start.class,
        SubtaskCommand.TriggerCheckpoint.class,
        SubtaskCommand.CompleteCheckpoint.class,
        SubtaskCommand.AbortCheckpoint.class,
        SubtaskCommand.EndSources.class,
        SubtaskReport.Acknowledged.class,
        SubtaskReport.Declined.class,
        SubtaskReport.Ended.class,
        SubtaskReport.Committed.class,
        SubtaskReport.Failed.class);
  }

  private static void byReference(EventBus bus, Class<?>... types) {
    for (Class<?> type : types) {
      register(bus, type);
    }
  }

  private static <T> void register(EventBus bus, Class<T> type) {
    bus.registerDefaultCodec(type, new ByReferenceCodec<>(type));
  }
}
