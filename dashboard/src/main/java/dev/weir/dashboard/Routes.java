package dev.weir.dashboard;

import dev.weir.config.DashboardOptions;
import dev.weir.runtime.metrics.NodeMetrics;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
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
import java.util.List;
import java.util.Optional;

/** Which request is answered by what. Paths and fields are those of Flink's REST interface. */
final class Routes {

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";
  private static final int REFRESH_MILLIS = 1_000;
  private static final int LOG_LINES = 200;

  private final Vertx vertx;
  private final Jobs jobs;
  private final Feed feed;
  private final Views views;
  private final Logs logs;
  private final DashboardOptions options;
  private final Guard guard;
  private final Access access;
  private final Actions actions;
  private final Accumulators accumulators;

  Routes(Vertx vertx, Jobs jobs, Feed feed, Views views, Logs logs, DashboardOptions options) {
    this.vertx = vertx;
    this.jobs = jobs;
    this.feed = feed;
    this.views = views;
    this.logs = logs;
    this.options = options;
    this.guard = new Guard(options.host(), options.tls().isOn());
    this.access = new Access(vertx, options);
    this.actions = new Actions(vertx);
    this.accumulators = new Accumulators(vertx);
  }

  /** Answers about one job; a {@link RequestException} becomes status 400. */
  @FunctionalInterface
  private interface JobHandler {
    void handle(RoutingContext context, Job job) throws RequestException;
  }

  Access access() {
    return access;
  }

  Router router() {
    Router router = Router.router(vertx);
    Errors.answerOn(router);
    router.route().handler(this::secure);
    router.route().handler(guard::checkHost);
    router
        .get("/openapi.json")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("Content-Type", "application/json; charset=UTF-8")
                    .sendFile("weir-dashboard-api/openapi.json"));
    router.get("/health/live").handler(context -> Json.answer(context, 200, Health.UP));
    router.get("/health/ready").handler(context -> Health.ready(context, jobs.all()));
    access.routes(router);
    router.get("/feed").handler(guard::checkOrigin).handler(access::viewer).handler(feed::accept);
    changing(router);
    readOnly(router);
    WebJars.routes(vertx, router);
    router
        .get()
        .handler(
            StaticHandler.create(FileSystemAccess.RELATIVE, "weir-dashboard")
                .setCachingEnabled(false)
                .setDirectoryListing(false)
                .setIncludeHidden(false));
    return router;
  }

  private void secure(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    if (options.tls().isOn()) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    context.next();
  }

  private void readOnly(Router router) {
    router.get("/metrics").handler(access::viewer).handler(this::metrics);
    get(router, "/config", this::config);
    get(router, "/overview", c -> Json.answer(c, 200, JobDocuments.clusterOverview(jobs.all())));
    get(router, "/taskmanagers", this::nodes);
    get(router, "/taskmanagers/:node", this::node);
    get(router, "/taskmanagers/:node/logs-tail", this::logsOf);
    get(
        router,
        "/logs",
        c -> logs(c, c.queryParams().contains("node") ? c.queryParams().get("node") : ""));
    get(router, "/jobs", c -> Json.answer(c, 200, JobDocuments.ids(jobs.all())));
    get(router, "/jobs/overview", c -> Json.answer(c, 200, JobDocuments.overview(jobs.all())));
    ofJob(router, "", (c, job) -> Json.answer(c, 200, JobDocuments.details(job)));
    ofJob(
        router,
        "/plan",
        (c, job) -> Json.answer(c, 200, new JsonObject().put("plan", JobDocuments.plan(job))));
    ofJob(router, "/config", (c, job) -> Json.answer(c, 200, JobDocuments.config(job)));
    ofJob(router, "/exceptions", (c, job) -> Json.answer(c, 200, JobDocuments.exceptions(job)));
    ofJob(
        router,
        "/metrics",
        (c, job) -> Json.answer(c, Metrics.answer(Metrics.ofJob(job), c.queryParams().get("get"))));
    ofJob(router, "/history", (c, job) -> Json.answer(c, 200, job.part("history")));
    ofJob(router, "/state", (c, job) -> Json.answer(c, 200, JobDocuments.state(job)));
    ofJob(router, "/cluster", (c, job) -> Json.answer(c, 200, job.part("cluster")));
    ofJob(
        router,
        "/settings",
        (c, job) -> relay(c, views.ask(job.id(), new JsonObject().put("type", "settings"))));
    ofJob(
        router,
        "/accumulators",
        (c, job) -> relay(c, accumulators.of(job, flag(c, "includeSerializedValue"))));
    checkpoints(router);
    vertices(router);
    ofJob(router, "/checkpoints/:triggerid", actions::status);
    ofJob(router, "/savepoints/:triggerid", actions::status);
    ofJob(router, "/rescaling/:triggerid", actions::status);
  }

  private void checkpoints(Router router) {
    ofJob(router, "/checkpoints", (c, job) -> Json.answer(c, 200, Checkpoints.overview(job)));
    ofJob(
        router,
        "/checkpoints/config",
        (c, job) -> Json.answer(c, 200, job.part("checkpoint-config")));
    ofJob(
        router,
        "/checkpoints/details/:checkpointid",
        (c, job) -> Json.answer(c, 200, checkpoint(c, job)));
    ofJob(
        router,
        "/checkpoints/details/:checkpointid/subtasks",
        (c, job) -> {
          checkpoint(c, job);
          relay(c, subtasks(c, job));
        });
    ofJob(router, "/checkpoints/details/:checkpointid/subtasks/:vertexid", this::vertexOf);
  }

  private void vertices(Router router) {
    ofVertex(router, "", (c, job, v) -> Json.answer(c, 200, VertexDocuments.details(job, v)));
    ofVertex(
        router,
        "/backpressure",
        (c, job, v) -> Json.answer(c, 200, VertexDocuments.backPressure(job, v)));
    ofVertex(
        router,
        "/subtasktimes",
        (c, job, v) -> Json.answer(c, 200, SubtaskTimes.bySubtask(job, v)));
    ofVertex(
        router, "/taskmanagers", (c, job, v) -> Json.answer(c, 200, SubtaskTimes.byNode(job, v)));
    ofVertex(
        router, "/watermarks", (c, job, v) -> Json.answer(c, VertexDocuments.watermarks(job, v)));
    ofVertex(
        router,
        "/metrics",
        (c, job, v) ->
            Json.answer(
                c, VertexDocuments.metrics(subtasksOf(job, v), c.queryParams().get("get"))));
    ofVertex(
        router,
        "/subtasks/metrics",
        (c, job, v) ->
            Json.answer(
                c, VertexDocuments.aggregated(subtasksOf(job, v), c.queryParams().get("get"))));
  }

  private static List<JsonObject> subtasksOf(Job job, JsonObject vertex) {
    return job.subtasks(vertex.getString("id"));
  }

  private void get(Router router, String path, Handler<RoutingContext> handler) {
    router.get(path).handler(access::viewer).handler(this::looking).handler(handler);
  }

  /** What Prometheus scrapes; gauges are read for it, so not on the event loop. */
  private void metrics(RoutingContext context) {
    NodeMetrics metrics = NodeMetrics.of(vertx);
    vertx
        .executeBlocking(metrics::scrape)
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(context::fail);
  }

  private void looking(RoutingContext context) {
    views.looking();
    context.next();
  }

  private void ofJob(Router router, String path, JobHandler handler) {
    get(router, "/jobs/:jobid" + path, context -> withJob(context, handler));
  }

  private interface VertexHandler {
    void handle(RoutingContext context, Job job, JsonObject vertex);
  }

  private void ofVertex(Router router, String path, VertexHandler handler) {
    ofJob(
        router,
        "/vertices/:vertexid" + path,
        (context, job) -> {
          String id = context.pathParam("vertexid");
          job.vertex(id)
              .ifPresentOrElse(
                  vertex -> handler.handle(context, job, vertex),
                  () ->
                      context.fail(
                          404,
                          new RequestException(
                              "job %s has no vertex '%s'".formatted(job.id(), id))));
        });
  }

  private void changing(Router router) {
    for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PATCH)) {
      router.route().method(method).handler(guard::checkOrigin);
    }
    router.post().handler(Actions::requireJson);
    for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PATCH)) {
      router
          .route()
          .method(method)
          .handler(BodyHandler.create(false).setBodyLimit(Actions.MAX_BODY_BYTES));
    }
    access.changingRoutes(router);
    post(router, "/checkpoints", actions::checkpoint);
    post(router, "/savepoints", actions::savepoint);
    post(router, "/stop", actions::stop);
    post(router, "/cancel", actions::cancel);
    post(router, "/rescale", actions::rescaleByBody);
    post(router, "/fail", actions::fail);
    router
        .patch("/jobs/:jobid/rescaling")
        .handler(access::operator)
        .handler(context -> withJob(context, actions::rescale));
    router
        .patch("/jobs/:jobid")
        .handler(access::operator)
        .handler(context -> withJob(context, actions::cancel));
  }

  private void post(Router router, String path, JobHandler handler) {
    router
        .post("/jobs/:jobid" + path)
        .handler(access::operator)
        .handler(context -> withJob(context, handler));
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
    } catch (NotFoundException e) {
      context.fail(404, e);
    } catch (RequestException e) {
      context.fail(400, e);
    }
  }

  private static void relay(RoutingContext context, Future<JsonObject> answer) {
    answer
        .onSuccess(found -> Json.answer(context, 200, found))
        .onFailure(e -> notAnswered(context, e));
  }

  private static void notAnswered(RoutingContext context, Throwable e) {
    boolean missing =
        e instanceof ReplyException reply && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE;
    context.fail(
        missing ? 404 : 503,
        new RequestException(
            missing ? String.valueOf(e.getMessage()) : "no node answers: " + e.getMessage()));
  }

  private Future<JsonObject> subtasks(RoutingContext context, Job job) throws RequestException {
    return views.ask(
        job.id(),
        new JsonObject()
            .put("type", "checkpoint")
            .put("id", checkpoint(context, job).getLong("id")));
  }

  private void vertexOf(RoutingContext context, Job job) throws RequestException {
    String vertex = context.pathParam("vertexid");
    JsonObject task = checkpoint(context, job).getJsonObject("tasks").getJsonObject(vertex);
    if (task == null) {
      throw new NotFoundException("vertex '%s' took no part in the checkpoint".formatted(vertex));
    }
    relay(
        context,
        subtasks(context, job)
            .map(
                all ->
                    Checkpoints.vertex(
                        task,
                        Json.objects(all, "subtasks").stream()
                            .filter(one -> one.getString("vertex").equals(vertex))
                            .toList())));
  }

  private static JsonObject checkpoint(RoutingContext context, Job job) throws RequestException {
    String id = context.pathParam("checkpointid");
    Optional<JsonObject> found;
    try {
      found = job.checkpoint(Long.parseLong(id));
    } catch (NumberFormatException e) {
      throw new RequestException("checkpoint id is '%s', expected a number".formatted(id));
    }
    return found.orElseThrow(
        () ->
            new NotFoundException(
                "job %s has no checkpoint %s, or has it no more in its history"
                    .formatted(job.id(), id)));
  }

  private void nodes(RoutingContext context) {
    JsonArray all = new JsonArray();
    JobDocuments.nodes(jobs.all()).values().forEach(all::add);
    Json.answer(context, 200, new JsonObject().put("taskmanagers", all));
  }

  private void node(RoutingContext context) {
    String id = context.pathParam("node");
    JsonObject node = JobDocuments.nodes(jobs.all()).get(id);
    if (node == null) {
      context.fail(404, new RequestException("there is no node '%s'".formatted(id)));
    } else {
      Json.answer(context, 200, node);
    }
  }

  private void logsOf(RoutingContext context) {
    String id = context.pathParam("node");
    if (JobDocuments.nodes(jobs.all()).containsKey(id)) {
      logs(context, id);
    } else {
      context.fail(404, new RequestException("there is no node '%s'".formatted(id)));
    }
  }

  private void logs(RoutingContext context, String node) {
    try {
      long after = number(context, "after", 0);
      int limit = (int) Math.min(LogTail.KEPT, number(context, "limit", LOG_LINES));
      relay(context, logs.ask(node, after, limit));
    } catch (RequestException e) {
      context.fail(400, e);
    }
  }

  private static long number(RoutingContext context, String name, long otherwise)
      throws RequestException {
    String text = context.queryParams().get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,18}")) {
      throw new RequestException("%s is '%s', expected a number".formatted(name, text));
    }
    return Long.parseLong(text);
  }

  private static boolean flag(RoutingContext context, String name) throws RequestException {
    String text = context.queryParams().get(name);
    if (text == null || text.equalsIgnoreCase("false")) {
      return false;
    }
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    throw new RequestException("%s is '%s', expected true or false".formatted(name, text));
  }

  private void config(RoutingContext context) {
    ZoneId zone = ZoneId.systemDefault();
    Json.answer(
        context,
        200,
        new JsonObject()
            .put("refresh-interval", REFRESH_MILLIS)
            .put("timezone-name", zone.getId())
            .put("timezone-offset", ZonedDateTime.now(zone).getOffset().getTotalSeconds() * 1_000L)
            .put("weir-version", Version.TEXT)
            .put(
                "features",
                new JsonObject()
                    .put("web-submit", false)
                    .put("web-cancel", true)
                    .put("web-rescale", true)
                    .put("web-history", false)
                    .put("demo", options.demo())));
  }
}
