package dev.weir.runtime.job;

import dev.weir.api.JobClient;
import dev.weir.api.JobID;
import dev.weir.api.graph.StreamGraph;
import dev.weir.api.graph.StreamNode;
import dev.weir.api.spi.JobExecutor;
import dev.weir.config.WeirOptions;
import dev.weir.runtime.cluster.ClusterNode;
import dev.weir.runtime.coordinator.JobOutcome;
import dev.weir.runtime.coordinator.JobSetup;
import dev.weir.runtime.coordinator.JobVerticle;
import dev.weir.runtime.coordinator.RunChoice;
import dev.weir.runtime.graph.Chaining;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.state.spi.StateBackend;
import dev.weir.state.spi.StateBackendFactory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs in this process, alone or as a node of a cluster. */
public final class LocalJobExecutor implements JobExecutor {

  private static final Logger log = LoggerFactory.getLogger(LocalJobExecutor.class);

  @Override
  public JobClient submit(StreamGraph streamGraph) throws IOException {
    WeirOptions options = WeirOptions.of(streamGraph.configuration());
    JobGraph graph = Chaining.jobGraph(streamGraph, options.job().chaining());
    StateBackend backend = backend(streamGraph, options);
    warnOfGeneratedUids(streamGraph, options);
    if (options.cluster().enabled()) {
      return ClusterNode.start(graph, options, backend, sharedDirectory(backend, options));
    }
    JobID jobId = JobID.generate();
    Promise<JobOutcome> outcome = Promise.promise();
    Node node = Node.acquire(options);
    JobSetup setup =
        new JobSetup(
            jobId,
            node.name(),
            graph,
            options,
            RunChoice.of(options.job().resume() ? RunChoice.Mode.RESUME : RunChoice.Mode.BEGIN),
            backend,
            checkpointDirectory(backend, options),
            node.localDirectory(),
            System.currentTimeMillis(),
            outcome);
    Future<String> started = node.deploy(new JobVerticle(setup)).onFailure(outcome::tryFail);
    return new LocalJobClient(setup, node, started);
  }

  private static StateBackend backend(StreamGraph graph, WeirOptions options) {
    if (graph.stateBackend() != null) {
      return graph.stateBackend();
    }
    TreeMap<String, StateBackendFactory> factories = new TreeMap<>();
    ServiceLoader.load(StateBackendFactory.class)
        .forEach(factory -> factories.put(factory.name(), factory));
    StateBackendFactory factory = factories.get(options.state().backend());
    if (factory == null) {
      throw new IllegalArgumentException(
          "state.backend is '%s', expected one of those on the class path: %s"
              .formatted(options.state().backend(), factories.keySet()));
    }
    return factory.create();
  }

  /** All nodes of a cluster share one, also for a job that takes no checkpoints but its last. */
  private static String sharedDirectory(StateBackend backend, WeirOptions options) {
    return backend.checkpointDirectory().map(URI::toString).orElseGet(options.checkpointing()::dir);
  }

  /**
   * A directory named together with the backend comes first. A job that takes no checkpoints of its
   * own, and is not to go on from any, needs no lasting directory.
   */
  private static Optional<String> checkpointDirectory(StateBackend backend, WeirOptions options) {
    Optional<String> ofBackend = backend.checkpointDirectory().map(URI::toString);
    if (ofBackend.isPresent()) {
      return ofBackend;
    }
    boolean lasting = options.checkpointing().isOn() || options.job().resume();
    return lasting ? Optional.of(options.checkpointing().dir()) : Optional.empty();
  }

  private static void warnOfGeneratedUids(StreamGraph graph, WeirOptions options) {
    List<String> names =
        graph.nodes().stream()
            .filter(node -> !node.uidAssigned())
            .map(StreamNode::name)
            .distinct()
            .toList();
    if (options.checkpointing().isOn() && !names.isEmpty()) {
      log.warn(
          "operators without uid(...): {}; their state is found again only as long as the job graph"
              + " does not change",
          names);
    }
  }
}
