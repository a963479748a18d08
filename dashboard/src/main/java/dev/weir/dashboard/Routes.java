package dev.weir.dashboard;

import dev.weir.config.DashboardOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Which request is answered by what. Paths and fields are those of Flink's REST interface. */
final class Routes {

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final int REFRESH_MILLIS = 1_000;

  private final Vertx vertx;
  private final Jobs jobs;
  private final Feed feed;
  private final Guard guard;
  private final Actions actions;

  Routes(Vertx vertx, Jobs jobs, Feed feed, DashboardOptions options) {
    this.vertx = vertx;
    this.jobs = jobs;
    this.feed = feed;
    this.guard = new Guard(options.host());
    this.actions = new Actions(vertx);
  }

  /** Answers about one job; a {@link RequestException} becomes status 400. */
  @FunctionalInterface
  private interface JobHandler {
    void handle(RoutingContext context, Job job) throws RequestException;
  }

  Router router() {
    Router router = Router.router(vertx);
    Errors.answerOn(router);
    router.route().handler(Routes::secure);
    router.route().handler(guard::checkHost);
    router.get("/feed").handler(guard::checkOrigin).handler(feed::accept);
    readOnly(router);
    changing(router);
    router
        .get()
        .handler(
            StaticHandler.create(FileSystemAccess.RELATIVE, "weir-dashboard")
                .setCachingEnabled(false)
                .setDirectoryListing(false)
                .setIncludeHidden(false));
    return router;
  }

  private static void secure(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    context.next();
  }

  private void readOnly(Router router) {
    router.get("/health/live").handler(context -> Json.answer(context, 200, health("UP")));
    router.get("/health/ready").handler(this::ready);
    router.get("/config").handler(Routes::config);
    router.get("/jobs").handler(context -> Json.answer(context, 200, JobDocuments.ids(jobs.all())));
    router
        .get("/jobs/overview")
        .handler(context -> Json.answer(context, 200, JobDocuments.overview(jobs.all())));
    get(router, "/jobs/:jobid", (c, job) -> Json.answer(c, 200, JobDocuments.details(job)));
    get(
        router,
        "/jobs/:jobid/exceptions",
        (c, job) -> Json.answer(c, 200, JobDocuments.exceptions(job)));
    get(
        router,
        "/jobs/:jobid/checkpoints",
        (c, job) -> Json.answer(c, 200, Checkpoints.overview(job)));
    get(
        router,
        "/jobs/:jobid/checkpoints/config",
        (c, job) -> Json.answer(c, 200, job.view().getJsonObject("checkpoint-config")));
    get(router, "/jobs/:jobid/checkpoints/details/:checkpointid", Routes::checkpoint);
    get(
        router,
        "/jobs/:jobid/checkpoints/details/:checkpointid/subtasks/:vertexid",
        Routes::subtasks);
    get(router, "/jobs/:jobid/checkpoints/:triggerid", actions::status);
    get(router, "/jobs/:jobid/savepoints/:triggerid", actions::status);
  }

  private void get(Router router, String path, JobHandler handler) {
    router.get(path).handler(context -> withJob(context, handler));
  }

  private void changing(Router router) {
    router.route().method(HttpMethod.POST).method(HttpMethod.PATCH).handler(guard::checkOrigin);
    router.post().handler(Actions::requireJson);
    router
        .route()
        .method(HttpMethod.POST)
        .method(HttpMethod.PATCH)
        .handler(BodyHandler.create(false).setBodyLimit(Actions.MAX_BODY_BYTES));
    post(router, "/jobs/:jobid/checkpoints", actions::checkpoint);
    post(router, "/jobs/:jobid/savepoints", actions::savepoint);
    post(router, "/jobs/:jobid/stop", actions::stop);
    post(router, "/jobs/:jobid/cancel", actions::cancel);
    router.patch("/jobs/:jobid").handler(context -> withJob(context, actions::cancel));
  }

  private void post(Router router, String path, JobHandler handler) {
    router.post(path).handler(context -> withJob(context, handler));
  }

  private void withJob(RoutingContext context, JobHandler handler) {
    String id = context.pathParam("jobid");
    Optional<Job> job = jobs.find(id);
    if (job.isEmpty()) {
      context.fail(404, new RequestException("there is no job '%s'".formatted(id)));
      return;
    }
    try {
      handler.handle(context, job.get());
    } catch (RequestException e) {
      context.fail(400, e);
    }
  }

  private static void checkpoint(RoutingContext context, Job job) throws RequestException {
    checkpoint(context, job, context.pathParam("checkpointid"))
        .ifPresent(found -> Json.answer(context, 200, Checkpoints.byVertex(found)));
  }

  private static void subtasks(RoutingContext context, Job job) throws RequestException {
    Optional<JsonObject> checkpoint = checkpoint(context, job, context.pathParam("checkpointid"));
    if (checkpoint.isEmpty()) {
      return;
    }
    String vertex = context.pathParam("vertexid");
    Checkpoints.subtasks(checkpoint.get(), vertex)
        .ifPresentOrElse(
            found -> Json.answer(context, 200, found),
            () ->
                context.fail(
                    404,
                    new RequestException(
                        "vertex '%s' took no part in the checkpoint".formatted(vertex))));
  }

  private static Optional<JsonObject> checkpoint(RoutingContext context, Job job, String id)
      throws RequestException {
    Optional<JsonObject> found;
    try {
      found = job.checkpoint(Long.parseLong(id));
    } catch (NumberFormatException e) {
      throw new RequestException("checkpoint id is '%s', expected a number".formatted(id));
    }
    if (found.isEmpty()) {
      context.fail(
          404,
          new RequestException(
              "job %s has no checkpoint %s, or has it no more in its history"
                  .formatted(job.id(), id)));
    }
    return found;
  }

  /** Ready: there are jobs, and each of them runs or is over. */
  private void ready(RoutingContext context) {
    JsonArray checks = new JsonArray();
    boolean up = !jobs.all().isEmpty();
    for (Job job : jobs.all()) {
      boolean jobUp = job.isOver() || job.state().equals("RUNNING");
      up &= jobUp;
      checks.add(health(jobUp ? "UP" : "DOWN").put("id", job.id()).put("state", job.state()));
    }
    Json.answer(context, up ? 200 : 503, health(up ? "UP" : "DOWN").put("checks", checks));
  }

  private static JsonObject health(String status) {
    return new JsonObject().put("status", status);
  }

  private static void config(RoutingContext context) {
    ZoneId zone = ZoneId.systemDefault();
    Json.answer(
        context,
        200,
        new JsonObject()
            .put("refresh-interval", REFRESH_MILLIS)
            .put("timezone-name", zone.getId())
            .put("timezone-offset", ZonedDateTime.now(zone).getOffset().getTotalSeconds() * 1_000L)
            .put("features", new JsonObject().put("web-submit", false).put("web-cancel", true)));
  }
}
