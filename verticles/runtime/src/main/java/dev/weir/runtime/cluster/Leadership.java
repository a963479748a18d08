package dev.weir.runtime.cluster;

import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.coordinator.JobAlreadyFinishedException;
import dev.weir.runtime.coordinator.JobOutcome;
import dev.weir.runtime.coordinator.JobOverException;
import dev.weir.runtime.coordinator.JobSetup;
import dev.weir.runtime.coordinator.JobVerticle;
import dev.weir.runtime.coordinator.OpenedRun;
import dev.weir.runtime.coordinator.RunChoice;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node as coordinator: the {@link JobVerticle} with its {@link ClusterDeployer}, and the sign
 * of life. Used on the context of its session.
 */
final class Leadership {

  private static final Logger log = LoggerFactory.getLogger(Leadership.class);
  private static final long OUTCOME_MILLIS = 2_000;

  private final ClusterMember member;
  private final Vertx vertx;
  private final JobSite site;
  private final WorkerExecutor signWorker;
  private final Promise<JobOutcome> outcome = Promise.promise();
  private final JobVerticle job;
  private volatile @Nullable ClusterDeployer deployer;
  private @Nullable SignOfLife sign;
  private @Nullable String deployment;
  private long signTimer = -1;

  Leadership(ClusterMember member, JobSite site, RunChoice choice) {
    this.member = member;
    this.vertx = member.vertx();
    this.site = site;
    this.signWorker = vertx.createSharedWorkerExecutor("weir-sign-" + site.jobId(), 1);
    JobSetup given = site.setup();
    JobSetup setup =
        new JobSetup(
            given.jobId(),
            member.node(),
            given.graph(),
            given.options(),
            choice,
            given.stateBackend(),
            given.checkpointDirectory(),
            given.localDirectory(),
            given.startedAt(),
            outcome);
    this.job =
        new JobVerticle(
            setup,
            (on, verticle) -> {
              ClusterDeployer made = new ClusterDeployer(on, verticle, site, member);
              deployer = made;
              return made;
            });
  }

  /**
   * Takes office and lets the job run.
   *
   * @return how the job ended; fails with {@link dev.weir.runtime.storage.DeposedException} if
   *     another coordinator has taken over
   */
  Future<JobOutcome> lead() {
    return vertx
        .deployVerticle(job)
        .compose(
            id -> {
              deployment = id;
              job.run().ifPresent(this::inOffice);
              return outcome.future();
            })
        .recover(Leadership::overAlready);
  }

  private static Future<JobOutcome> overAlready(Throwable e) {
    if (e instanceof JobAlreadyFinishedException finished) {
      return Future.succeededFuture(JobOutcome.of(finished.end()));
    }
    return e instanceof JobOverException over
        ? Future.succeededFuture(JobOutcome.of(over.end()))
        : Future.failedFuture(e);
  }

  private void inOffice(OpenedRun run) {
    log.info(
        "this node coordinates run {} of job {} in term {}",
        run.layout().run(),
        site.jobName(),
        run.term());
    SignOfLife given = new SignOfLife(site.storage(), run.layout(), run.term());
    sign = given;
    giveSign(given);
    signTimer = vertx.setPeriodic(site.timeoutMillis() / 2, timer -> giveSign(given));
    vertx
        .eventBus()
        .publish(
            Addresses.leading(site.jobId()),
            new CoordinatorNews(member.node(), run.layout().run(), run.term()).toJson());
  }

  private void giveSign(SignOfLife given) {
    signWorker
        .executeBlocking(given::give)
        .onFailure(e -> log.warn("no sign of life could be given: {}", e.toString()));
  }

  void onMembers(List<String> members) {
    ClusterDeployer told = deployer;
    if (told != null) {
      told.onMembers(members);
    }
  }

  /** Tells all other nodes how the job ended; completes when they know or are gone. */
  Future<?> tell(JobOutcome ended) {
    JsonObject message = OutcomeJson.encode(ended).put("type", "outcome");
    List<Future<?>> all = new ArrayList<>();
    for (String node : member.members()) {
      if (!node.equals(member.node())) {
        all.add(
            vertx
                .eventBus()
                .request(
                    Addresses.outcome(site.jobId(), node),
                    message,
                    new DeliveryOptions().setSendTimeout(OUTCOME_MILLIS)));
      }
    }
    return Future.join(all).otherwiseEmpty();
  }

  /** Takes a checkpoint so that whoever takes over has little to do again; then gives up. */
  Future<?> handOver(Duration patience) {
    return vertx
        .eventBus()
        .request(
            Addresses.commands(site.jobId()),
            new JsonObject().put("action", "checkpoint"),
            new DeliveryOptions().setSendTimeout(Math.max(1, patience.toMillis())))
        .onFailure(e -> log.warn("no checkpoint before this node leaves: {}", e.getMessage()))
        .transform(done -> end());
  }

  /** Nodes that are out of reach do not answer; they stop by themselves. */
  private Future<?> atMostTimeout(Future<?> awaited) {
    return Future.any(awaited, vertx.timer(site.timeoutMillis(), TimeUnit.MILLISECONDS));
  }

  /** Gives the job up without ending it. */
  Future<?> end() {
    vertx.cancelTimer(signTimer);
    String id = deployment;
    Future<?> left =
        id == null
            ? Future.succeededFuture()
            : atMostTimeout(job.leave()).eventually(() -> vertx.undeploy(id).otherwiseEmpty());
    SignOfLife given = sign;
    return left.eventually(
            () ->
                given == null
                    ? Future.succeededFuture()
                    : signWorker.executeBlocking(given::takeBack).otherwiseEmpty())
        .eventually(signWorker::close);
  }
}
