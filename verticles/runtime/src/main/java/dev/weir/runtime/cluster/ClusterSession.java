package dev.weir.runtime.cluster;

import dev.weir.protocol.Step;
import dev.weir.protocol.succession.Phase;
import dev.weir.protocol.succession.Succession;
import dev.weir.protocol.succession.SuccessionEffect;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.coordinator.JobOutcome;
import dev.weir.runtime.coordinator.RunChoice;
import dev.weir.runtime.json.JsonMessages;
import dev.weir.runtime.json.MalformedJsonException;
import dev.weir.runtime.storage.DeposedException;
import dev.weir.runtime.views.NodeLoad;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership of this node, from its admission to its end: heartbeats to the coordinator, the
 * agent, and the office of coordinator when it comes to this node. Everything happens on one
 * context.
 */
final class ClusterSession {

  private static final Logger log = LoggerFactory.getLogger(ClusterSession.class);

  private final ClusterMember member;
  private final Vertx vertx;
  private final Context context;
  private final JobSite site;
  private final RunChoice.Mode mode;
  private final NodeAgent agent;
  private final Promise<SessionEnd> end = Promise.promise();
  private Succession succession;
  private @Nullable String heardFrom;
  private OptionalLong run;
  private long lastTick;
  private long timer = -1;
  private boolean ended;
  private boolean leaving;
  private long leaveUntil;
  private @Nullable Goodbye goodbye;
  private @Nullable Leadership leadership;

  /** The wish to leave, and who was told of it. */
  private record Goodbye(String coordinator, Promise<Object> granted) {}

  private ClusterSession(
      ClusterMember member, JobSite site, RunChoice.Mode mode, OptionalLong run) {
    this.member = member;
    this.vertx = member.vertx();
    this.context = vertx.getOrCreateContext();
    this.site = site;
    this.mode = mode;
    this.run = run;
    this.agent = new NodeAgent(vertx, site, member.node(), this::isolated);
    this.lastTick = now();
    this.succession =
        Succession.begin(member.node(), site.timeoutMillis(), member.members(), now()).next();
  }

  /**
   * Begins; the member must have been admitted.
   *
   * @param run that the cluster is in, as far as this process has heard; empty: of none
   */
  static Future<ClusterSession> begin(
      ClusterMember member, JobSite site, RunChoice.Mode mode, OptionalLong run) {
    Promise<ClusterSession> begun = Promise.promise();
    member
        .vertx()
        .runOnContext(
            ignored -> {
              ClusterSession session = new ClusterSession(member, site, mode, run);
              session.start().<ClusterSession>map(started -> session).onComplete(begun);
            });
    return begun.future();
  }

  private Future<?> start() {
    List<Future<?>> registered = new ArrayList<>();
    registered.add(agent.start());
    registered.add(
        vertx
            .eventBus()
            .<JsonObject>consumer(
                Addresses.leading(site.jobId()),
                JsonMessages.reading(
                    "news of a coordinator",
                    message -> heardOfLeader(CoordinatorNews.fromJson(message.body()))))
            .completion());
    registered.add(
        vertx
            .eventBus()
            .<JsonObject>consumer(
                Addresses.outcome(site.jobId(), member.node()),
                JsonMessages.reading("outcome of a job", this::heardOfOutcome))
            .completion());
    return Future.all(registered)
        .onSuccess(
            ready -> {
              timer = vertx.setPeriodic(site.heartbeatMillis(), ignored -> tick());
              member.onChange(
                  () -> context.runOnContext(ignored -> membersChanged()),
                  () ->
                      context.runOnContext(
                          ignored -> rejoin("this node was taken into another cluster")));
              apply(Succession.begin(member.node(), site.timeoutMillis(), member.members(), now()));
              heartbeat();
            });
  }

  /** Completes when the session is of no more use; it must then be closed. */
  Future<SessionEnd> ended() {
    return end.future();
  }

  /** The run that the cluster is in, as far as it is known. */
  OptionalLong run() {
    return run;
  }

  ClusterMember member() {
    return member;
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  /** A process that was stopped has been replaced by others, whatever it now believes. */
  private boolean hasSlept() {
    return now() - lastTick > site.timeoutMillis();
  }

  private void tick() {
    if (ended) {
      return;
    }
    if (hasSlept()) {
      rejoin("this node was not running for %d ms".formatted(now() - lastTick));
      return;
    }
    lastTick = now();
    apply(succession.onTick(now()));
    heartbeat();
  }

  private void membersChanged() {
    if (ended) {
      return;
    }
    if (hasSlept()) {
      rejoin("this node was not running for %d ms".formatted(now() - lastTick));
      return;
    }
    List<String> members = member.members();
    if (!members.contains(member.node())) {
      return;
    }
    Leadership leading = leadership;
    if (leading != null) {
      leading.onMembers(members);
    }
    apply(succession.onMembers(members, now()));
  }

  private void apply(Step<Succession, SuccessionEffect> step) {
    succession = step.next();
    member.coordinatorIs(coordinator());
    for (SuccessionEffect effect : step.effects()) {
      switch (effect) {
        case TAKE_OVER -> takeOver();
        case ASK_OTHERS -> askOthers();
        case LOOK_FOR_SIGN -> lookForSign();
        case REJOIN -> rejoin("a coordinator is alive that this node cannot reach");
      }
    }
  }

  /** One that is to lead, but was not heard yet, has no ear for commands either. */
  private @Nullable String coordinator() {
    if (succession.phase() instanceof Phase.Following following) {
      return following.coordinator().equals(heardFrom) ? heardFrom : null;
    }
    return succession.phase() instanceof Phase.Leading ? member.node() : null;
  }

  private void askOthers() {
    List<Future<?>> answers = new ArrayList<>();
    for (String other : succession.others()) {
      answers.add(
          vertx
              .eventBus()
              .request(
                  Addresses.agent(site.jobId(), other),
                  new JsonObject().put("type", "ping"),
                  new DeliveryOptions().setSendTimeout(site.timeoutMillis() / 2)));
    }
    for (Future<?> answer : answers) {
      answer.onSuccess(
          there -> {
            int answered = answered(answers);
            if (!ended && succession.isEnough(answered)) {
              apply(succession.onReachable(answered, now()));
            }
          });
    }
    Future.join(answers)
        .onComplete(
            done -> {
              if (!ended) {
                apply(succession.onReachable(answered(answers), now()));
              }
            });
  }

  private static int answered(List<Future<?>> answers) {
    return (int) answers.stream().filter(Future::succeeded).count();
  }

  private void lookForSign() {
    vertx
        .executeBlocking(() -> SignOfLife.look(site.storage(), site.jobName()))
        .onSuccess(
            sign -> {
              if (!ended) {
                apply(succession.onSign(sign, now()));
              }
            })
        .onFailure(e -> log.warn("the checkpoint storage cannot be read: {}", e.toString()));
  }

  // the coordinator

  private void takeOver() {
    if (ended || leadership != null) {
      return;
    }
    Goodbye unheard = goodbye;
    if (unheard != null) {
      log.warn("this node does not take over: it is about to leave");
      unheard.granted().tryComplete();
    }
    if (leaving) {
      return;
    }
    RunChoice choice = run.isPresent() ? RunChoice.takeOver(run.getAsLong()) : RunChoice.of(mode);
    Leadership leading = new Leadership(member, site, choice);
    leadership = leading;
    leading
        .lead()
        .onSuccess(
            outcome ->
                leading.tell(outcome).onComplete(told -> end(new SessionEnd.JobOver(outcome))))
        .onFailure(
            e -> {
              // Storage that fails now may be back soon; meanwhile somebody else may succeed.
              if (e instanceof DeposedException || e instanceof IOException) {
                rejoin(String.valueOf(e.getMessage()));
              } else {
                fail(e);
              }
            });
    heartbeat();
  }

  private void heardOfLeader(CoordinatorNews news) {
    if (!ended && !news.node().equals(member.node())) {
      heard(news);
      heartbeat();
    }
  }

  private void heard(CoordinatorNews news) {
    run = OptionalLong.of(news.run());
    heardFrom = news.node();
    apply(succession.onHeard(news.node(), news.term(), now()));
    Goodbye said = goodbye;
    if (said != null && !said.coordinator().equals(news.node())) {
      sayGoodbye(news.node(), said.granted());
    }
  }

  private void heardOfOutcome(Message<JsonObject> message) {
    JobOutcome outcome = OutcomeJson.decode(message.body());
    message.reply(new JsonObject());
    end(new SessionEnd.JobOver(outcome));
  }

  /** Tells whoever is to coordinate that this node is there; the answer tells the same of them. */
  private void heartbeat() {
    String coordinator =
        succession.phase() instanceof Phase.Following following
            ? following.coordinator()
            : member.node();
    if (ended
        || succession.phase() instanceof Phase.Looking
        || succession.phase() instanceof Phase.Checking
        || succession.phase() instanceof Phase.Counting) {
      return;
    }
    vertx
        .eventBus()
        .<JsonObject>request(
            Addresses.lead(site.jobId(), coordinator),
            new Heartbeat(member.node(), site.cores(), NodeLoad.now(), agent.counters())
                .toJson()
                .put("type", "heartbeat"),
            new DeliveryOptions().setSendTimeout(site.timeoutMillis()))
        .map(answer -> CoordinatorNews.fromJson(answer.body()))
        .onSuccess(this::answered)
        .onFailure(ClusterSession::tellMalformed);
  }

  /**
   * A subtask here is not heard by the coordinator. If that does not end its attempt, something is
   * lost that nobody else can notice: this node goes, and the coordinator misses it.
   */
  private void isolated(long attempt) {
    context.runOnContext(
        ignored ->
            vertx.setTimer(
                2 * site.timeoutMillis(),
                timer -> {
                  if (!ended && agent.attempt() == attempt) {
                    rejoin("the coordinator does not answer subtasks of this node");
                  }
                }));
  }

  private void answered(CoordinatorNews news) {
    if (!ended) {
      heard(news);
    }
  }

  /** That no answer came is no news: the next heartbeat asks again. */
  private static void tellMalformed(Throwable e) {
    if (e instanceof MalformedJsonException) {
      log.warn("the answer to a heartbeat is not read: {}", e.getMessage());
    }
  }

  // the end

  private void rejoin(String why) {
    log.warn("{}; it joins anew", why);
    end(new SessionEnd.Rejoin(why));
  }

  private void end(SessionEnd how) {
    ended = true;
    Goodbye said = goodbye;
    if (said != null) {
      said.granted().tryComplete();
    }
    end.tryComplete(how);
  }

  private void fail(Throwable e) {
    ended = true;
    end.tryFail(e);
  }

  /**
   * The process is told to end: lets others take over first what this node does.
   *
   * @param patience how long that may take
   */
  Future<?> leave(Duration patience) {
    Promise<Object> left = Promise.promise();
    context.runOnContext(
        ignored -> {
          if (ended || leaving) {
            left.complete();
            return;
          }
          leaving = true;
          leaveUntil = now() + patience.toMillis();
          Leadership leading = leadership;
          Future<?> handedOver = leading != null ? leading.handOver(patience) : askToLeave();
          handedOver.onComplete(
              done -> {
                end(new SessionEnd.Left());
                left.complete();
              });
        });
    return left.future();
  }

  private Future<?> askToLeave() {
    Promise<Object> granted = Promise.promise();
    if (succession.phase() instanceof Phase.Following following) {
      sayGoodbye(following.coordinator(), granted);
    } else {
      granted.complete();
    }
    return granted.future();
  }

  /** One coordinator may not live to answer; then the next one is told. */
  private void sayGoodbye(String coordinator, Promise<Object> granted) {
    Goodbye said = new Goodbye(coordinator, granted);
    goodbye = said;
    sayGoodbye(said);
  }

  /** Said again to one that does not answer: it may not be in office yet. */
  private void sayGoodbye(Goodbye said) {
    long left = Math.max(1, leaveUntil - now());
    long wait = Math.min(left, site.timeoutMillis());
    vertx
        .eventBus()
        .request(
            Addresses.lead(site.jobId(), said.coordinator()),
            new JsonObject().put("type", "leave").put("node", member.node()),
            new DeliveryOptions().setSendTimeout(wait))
        .onSuccess(answer -> said.granted().tryComplete())
        .onFailure(
            e -> {
              if (!said.equals(goodbye) || said.granted().future().isComplete()) {
                return;
              }
              if (left > wait && isTimeout(e)) {
                sayGoodbye(said);
              } else if (said.granted().tryComplete()) {
                log.warn("this node leaves without a handover: {}", e.getMessage());
              }
            });
  }

  private static boolean isTimeout(Throwable e) {
    return e instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT;
  }

  /** Others have gone on without this node, or cannot be reached. */
  private boolean isCutOff() {
    return end.future().result() instanceof SessionEnd.Rejoin;
  }

  /** Ends the office, the agent, and the membership. */
  Future<?> close() {
    Promise<Object> closed = Promise.promise();
    context.runOnContext(
        ignored -> {
          ended = true;
          vertx.cancelTimer(timer);
          Leadership leading = leadership;
          Future<?> alone = isCutOff() ? member.breakOff() : Future.succeededFuture();
          alone
              .eventually(() -> leading == null ? Future.succeededFuture() : leading.end())
              .transform(done -> agent.close().otherwiseEmpty().mapEmpty())
              .onComplete(done -> closed.complete());
        });
    return closed.future().eventually(member::close);
  }
}
