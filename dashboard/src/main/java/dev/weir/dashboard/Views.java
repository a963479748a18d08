package dev.weir.dashboard;

import dev.weir.api.JobID;
import dev.weir.protocol.job.JobStatus;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.json.JsonMessages;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the coordinators of jobs, on whatever node they are: takes in what they publish, asks
 * for what was missed, and tells them that somebody looks. Used on one event loop.
 */
final class Views {

  private static final Logger log = LoggerFactory.getLogger(Views.class);
  private static final String VIEW = "view of a job";
  private static final long ANSWER_MILLIS = 5_000;
  private static final long WATCH_MILLIS = 3_000;

  private final Vertx vertx;
  private final Jobs jobs;
  private final Runnable onChange;
  private final Set<String> asking = new HashSet<>();
  private long lookedUntil;

  Views(Vertx vertx, Jobs jobs, Runnable onChange) {
    this.vertx = vertx;
    this.jobs = jobs;
    this.onChange = onChange;
  }

  Future<?> open() {
    MessageConsumer<JsonObject> views =
        vertx
            .eventBus()
            .consumer(Addresses.VIEWS, JsonMessages.reading(VIEW, m -> receive(m.body())));
    return views
        .completion()
        .onSuccess(ready -> vertx.eventBus().publish(Addresses.VIEWS_ASKED, new JsonObject()));
  }

  private void receive(JsonObject message) {
    requireSound(message);
    if (jobs.receive(message)) {
      onChange.run();
    } else if (asking.add(message.getString("jid"))) {
      askForSnapshot(message.getString("jid"));
    }
  }

  /**
   * That a message has what is relied on before its parts are shown.
   *
   * @throws MalformedJsonException if it has not
   */
  static void requireSound(JsonObject message) {
    JsonValue view = JsonValue.of(VIEW, message);
    view.get("jid").name();
    view.get("epoch").text();
    view.get("seq").number();
    for (JsonValue part : view.get("parts").elements()) {
      String name = part.get("part").name();
      part.optional("key").ifPresent(JsonValue::text);
      part.optional("data").ifPresent(JsonValue::object);
      if (name.equals("job") && part.optional("data").isPresent()) {
        part.get("data").optional("name").ifPresent(JsonValue::text);
        part.get("data").get("state").oneOf(JobStatus.class);
      }
    }
  }

  private void askForSnapshot(String jobId) {
    ask(jobId, new JsonObject().put("type", "snapshot"))
        .map(
            view -> {
              requireSound(view);
              return view;
            })
        .onComplete(
            answer -> {
              asking.remove(jobId);
              if (answer.succeeded()) {
                jobs.snapshot(answer.result());
                onChange.run();
              } else {
                log.debug("no view of job {}: {}", jobId, answer.cause().getMessage());
              }
            });
  }

  /** Asks the coordinator of a job for what is not published. */
  Future<JsonObject> ask(String jobId, JsonObject request) {
    return vertx
        .eventBus()
        .<JsonObject>request(
            Addresses.view(new JobID(jobId)),
            request,
            new DeliveryOptions().setSendTimeout(ANSWER_MILLIS))
        .map(Message::body);
  }

  /** Somebody looks: coordinators publish what changes all the time for a while. */
  void looking() {
    long now = System.currentTimeMillis();
    if (now < lookedUntil) {
      return;
    }
    lookedUntil = now + WATCH_MILLIS;
    for (Job job : jobs.all()) {
      if (!job.isOver()) {
        vertx
            .eventBus()
            .send(Addresses.view(new JobID(job.id())), new JsonObject().put("type", "watch"));
      }
    }
  }
}
