package dev.weir.runtime.cluster;

import dev.weir.api.JobClient;
import dev.weir.api.JobID;
import dev.weir.config.WeirOptions;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.coordinator.JobOutcome;
import dev.weir.runtime.coordinator.JobSetup;
import dev.weir.runtime.coordinator.RunChoice;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.job.LocalDirectory;
import dev.weir.runtime.job.NodeService;
import dev.weir.runtime.json.JsonMessages;
import dev.weir.runtime.wire.MessageCodecs;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.StateBackend;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as a node of a cluster that runs one job: joins, and joins again when it was cut
 * off, until the job is over or the process is told to end. Its sessions follow each other; no two
 * are open at a time.
 */
public final class ClusterNode {

  private static final Logger log = LoggerFactory.getLogger(ClusterNode.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 500;

  private final JobSite site;
  private final LocalDirectory localDirectory;
  private final Fingerprint fingerprint;
  private final String clusterName;
  private final Promise<JobOutcome> outcome = Promise.promise();
  private final Promise<Void> closed = Promise.promise();
  private final Thread shutdown = new Thread(this::shutDown, "weir-shutdown");
  private final List<NodeService> services = new ArrayList<>();
  private volatile Consumer<JsonObject> onView = view -> {};
  private volatile @Nullable ClusterSession session;
  private volatile boolean leaving;
  private OptionalLong run = OptionalLong.empty();

  private ClusterNode(
      JobSite site, LocalDirectory localDirectory, Fingerprint fingerprint, String clusterName) {
    this.site = site;
    this.localDirectory = localDirectory;
    this.fingerprint = fingerprint;
    this.clusterName = clusterName;
  }

  /**
   * Joins the cluster of a job, or begins it.
   *
   * @param graph as every node builds it
   * @param checkpointDirectory that all nodes share
   * @throws IOException if the storage or the working directory cannot be opened
   */
  public static JobClient start(
      JobGraph graph, WeirOptions options, StateBackend backend, String checkpointDirectory)
      throws IOException {
    LocalDirectory localDirectory = LocalDirectory.create(options.state().localDir());
    String clusterName = options.cluster().name().orElse(graph.jobName());
    JobSetup setup =
        new JobSetup(
            idOf(clusterName, graph.jobName()),
            "",
            graph,
            options,
            RunChoice.of(RunChoice.Mode.GO_ON),
            backend,
            Optional.of(checkpointDirectory),
            localDirectory.path(),
            System.currentTimeMillis(),
            Promise.promise());
    CheckpointStorage storage = setup.openStorage();
    ClusterNode node =
        new ClusterNode(
            new JobSite(setup, storage),
            localDirectory,
            Fingerprint.of(graph.streamGraph(), options, checkpointDirectory),
            clusterName);
    Runtime.getRuntime().addShutdownHook(node.shutdown);
    ClusterJobClient client = new ClusterJobClient(node, setup);
    node.join(true);
    return client;
  }

  /** All nodes must give the job the same id before they have heard of each other. */
  private static JobID idOf(String clusterName, String jobName) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((clusterName + "\n" + jobName).getBytes(StandardCharsets.UTF_8));
      return JobID.fromHexString(HexFormat.of().formatHex(digest, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** How the job ended; completes when everything of this node is closed. */
  Future<JobOutcome> outcome() {
    return closed.future().compose(done -> outcome.future());
  }

  /** Is told the latest view of the job, on threads of Vert.x. */
  void onView(Consumer<JsonObject> handler) {
    onView = handler;
  }

  /** The Vert.x instance of the current session; null between two of them. */
  @Nullable Vertx vertx() {
    ClusterSession current = session;
    return current == null ? null : current.member().vertx();
  }

  private void join(boolean first) {
    if (leaving) {
      finish(null, new IllegalStateException("the process is told to end"));
      return;
    }
    RunChoice.Mode mode =
        site.options().job().resume() ? RunChoice.Mode.RESUME : RunChoice.Mode.GO_ON;
    ClusterMember.join(site.options().cluster(), clusterName)
        .onFailure(e -> notJoined(first, e))
        .onSuccess(
            member ->
                admit(member)
                    .compose(admitted -> ClusterSession.begin(member, site, mode, run))
                    .onSuccess(this::begun)
                    .onFailure(e -> member.close().onComplete(gone -> notJoined(first, e))));
  }

  private void notJoined(boolean first, Throwable e) {
    if (first || e instanceof JoinRefusedException) {
      finish(null, e);
    } else {
      log.warn("this node could not join, and tries again", e);
      joinLater();
    }
  }

  private void joinLater() {
    Thread pause =
        new Thread(
            () -> {
              try {
                Thread.sleep(PAUSE_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              join(false);
            },
            "weir-join");
    pause.start();
  }

  private Future<?> admit(ClusterMember member) {
    MessageCodecs.register(member.vertx().eventBus());
    Admission admission = new Admission(member, site, fingerprint);
    return admission.listen().compose(listening -> admission.ask());
  }

  private void begun(ClusterSession begun) {
    session = begun;
    Vertx vertx = begun.member().vertx();
    log.info(
        "this node is {}, one of {} of cluster {}",
        begun.member().node(),
        begun.member().members().size(),
        clusterName);
    vertx
        .eventBus()
        .<JsonObject>consumer(
            Addresses.VIEWS,
            JsonMessages.reading("view of a job", message -> onView.accept(message.body())));
    startServices(vertx);
    begun.ended().onComplete(ended -> close(begun, ended.result(), ended.cause()));
    if (leaving) {
      // told to end while it was joining: nobody else leaves this session
      begun.leave(site.options().cluster().leaveTimeout());
    }
  }

  private void close(ClusterSession ending, @Nullable SessionEnd how, @Nullable Throwable failure) {
    run = ending.run();
    session = null;
    stopServices()
        .eventually(ending::close)
        .onComplete(
            done -> {
              if (how instanceof SessionEnd.Rejoin) {
                join(false);
              } else if (how instanceof SessionEnd.JobOver over) {
                finish(over.outcome(), null);
              } else {
                finish(
                    null,
                    failure == null
                        ? new IllegalStateException("this node has left the cluster")
                        : failure);
              }
            });
  }

  private void finish(@Nullable JobOutcome how, @Nullable Throwable failure) {
    if (how == null) {
      outcome.tryFail(failure == null ? new IllegalStateException("no outcome") : failure);
    } else {
      outcome.tryComplete(how);
    }
    if (!leaving) {
      Runtime.getRuntime().removeShutdownHook(shutdown);
    }
    site.setup().closeStorage(site.storage());
    try {
      localDirectory.close();
    } catch (IOException e) {
      log.warn("working files remain in {}", localDirectory.path(), e);
    }
    closed.tryComplete();
  }

  private void startServices(Vertx vertx) {
    for (NodeService service : ServiceLoader.load(NodeService.class)) {
      service
          .start(vertx, site.options())
          .onFailure(e -> log.warn("{} is not there: {}", service.describe(), e.getMessage()));
      services.add(service);
    }
  }

  private Future<?> stopServices() {
    List<Future<?>> stopping = new ArrayList<>();
    services.forEach(service -> stopping.add(service.stop()));
    services.clear();
    return Future.join(stopping);
  }

  /** The process is told to end: others take over first. */
  private void shutDown() {
    leaving = true;
    Duration patience = site.options().cluster().leaveTimeout();
    ClusterSession current = session;
    Future<?> left = current == null ? Future.succeededFuture() : current.leave(patience);
    try {
      left.compose(done -> closed.future())
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.plus(CLOSE_PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("this node could not leave in order", e);
    }
  }
}
