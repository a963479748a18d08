package dev.weir.runtime.cluster;

import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.json.JsonMessages;
import dev.weir.runtime.json.JsonValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a node fits the cluster: each member answers for itself, and a newcomer asks the oldest.
 */
final class Admission {

  private static final Logger log = LoggerFactory.getLogger(Admission.class);
  private static final int REFUSED = 403;

  /** How long the first answer is waited for: the oldest node may not be listening yet. */
  private static final long FIRST_ANSWER_MILLIS = 250;

  private static final long ANSWER_MILLIS = 2_000;
  private static final long PAUSE_MILLIS = 100;

  /** Questions without an answer after which it is told: so every five seconds or more seldom. */
  private static final int TELL_EVERY = 50;

  /** Far longer than a newcomer waits for the answer. */
  private static final long PROBE_LIFE_MILLIS = 60_000;

  private final ClusterMember member;
  private final Vertx vertx;
  private final JobSite site;
  private final Fingerprint own;
  private int unanswered;

  Admission(ClusterMember member, JobSite site, Fingerprint own) {
    this.member = member;
    this.vertx = member.vertx();
    this.site = site;
    this.own = own;
  }

  /** Answers newcomers from now on. */
  Future<?> listen() {
    return vertx
        .eventBus()
        .<JsonObject>consumer(
            Addresses.admission(site.jobId(), member.node()),
            JsonMessages.reading("fingerprint of a node", this::judge))
        .completion();
  }

  private void judge(Message<JsonObject> message) {
    List<String> differences = own.differences(Fingerprint.fromJson(message.body()));
    if (!differences.isEmpty()) {
      message.fail(REFUSED, String.join("; ", differences));
      return;
    }
    vertx
        .executeBlocking(() -> StorageProbe.write(site.storage(), site.jobName()))
        .onSuccess(
            path -> {
              message.reply(new JsonObject().put("probe", path));
              vertx.setTimer(PROBE_LIFE_MILLIS, timer -> removeUnread(path));
            })
        .onFailure(e -> message.fail(500, "the checkpoint storage of the cluster failed: " + e));
  }

  /** The newcomer removes what it has read; it may have given up waiting before. */
  private void removeUnread(String probe) {
    vertx
        .executeBlocking(() -> StorageProbe.remove(site.storage(), probe))
        .onFailure(e -> log.warn("the file {} could not be removed", probe, e));
  }

  /**
   * Asks for as long as it takes to get an answer from whoever is the oldest.
   *
   * @return fails with {@link JoinRefusedException} if this node does not fit
   */
  Future<?> ask() {
    String oldest = member.members().get(0);
    if (oldest.equals(member.node())) {
      return Future.succeededFuture();
    }
    return vertx
        .eventBus()
        .<JsonObject>request(
            Addresses.admission(site.jobId(), oldest),
            own.facts(),
            new DeliveryOptions().setSendTimeout(answerMillis()))
        .transform(
            answer -> {
              if (answer.succeeded()) {
                String probe =
                    JsonValue.of("answer to a newcomer", answer.result().body())
                        .get("probe")
                        .name();
                return vertx
                    .executeBlocking(() -> StorageProbe.check(site.storage(), probe))
                    .<Object>mapEmpty();
              }
              return again(answer.cause());
            });
  }

  private long answerMillis() {
    return Math.min(ANSWER_MILLIS, FIRST_ANSWER_MILLIS << Math.min(unanswered, 3));
  }

  private Future<Object> again(Throwable cause) {
    if (cause instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
        && reply.failureCode() == REFUSED) {
      return Future.failedFuture(
          new JoinRefusedException(
              "this node does not fit the cluster of job '%s': %s"
                  .formatted(site.jobName(), reply.getMessage())));
    }
    if (++unanswered % TELL_EVERY == 0) {
      log.warn(
          "the oldest node has not let this one join job '{}' yet, and is asked again; if it runs"
              + " another job, give each its own cluster.name",
          site.jobName(),
          cause);
    }
    return vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(pause -> ask().mapEmpty());
  }
}
