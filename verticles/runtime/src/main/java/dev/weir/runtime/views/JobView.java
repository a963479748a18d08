package dev.weir.runtime.views;

import dev.weir.api.JobID;
import dev.weir.api.graph.StreamNode;
import dev.weir.config.WeirOptions;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.coordinator.CheckpointStatistics;
import dev.weir.protocol.job.AttemptFailure;
import dev.weir.protocol.job.JobStatus;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.graph.JobEdge;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.JobVertex;
import dev.weir.runtime.metrics.JobMetrics;
import dev.weir.runtime.metrics.NodeMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One job as the dashboard sees it. Published to {@link Addresses#VIEWS} as a whole, soon after
 * each change and every second while it runs. Used on the coordinator's event loop.
 */
public final class JobView {

  private static final int EXCEPTIONS = 16;
  private static final long COALESCE_MILLIS = 50;
  private static final long METRICS_MILLIS = 1_000;

  private final JobID jobId;
  private JobGraph graph;
  private final WeirOptions options;
  private final long startedAt;
  private final SubtaskRates rates = new SubtaskRates();
  private final Deque<JsonObject> exceptions = new ArrayDeque<>();
  private final Set<SubtaskId> ended = new HashSet<>();
  private List<? extends ObservedSubtask> subtasks = List.of();
  private CheckpointStatistics checkpoints = CheckpointStatistics.NONE;
  private Optional<AttemptFailure> lastFailure = Optional.empty();
  private JobStatus status = JobStatus.CREATED;
  private long endedAt = -1;
  private long attempt;
  private long term;
  private String directory = "";
  private long metricsTimer = -1;
  private boolean publishing;
  private @Nullable Vertx vertx;
  private @Nullable JobMetrics meters;
  private long attempts;

  public JobView(JobID jobId, JobGraph graph, WeirOptions options, long startedAt) {
    this.jobId = jobId;
    this.graph = graph;
    this.options = options;
    this.startedAt = startedAt;
  }

  /** Starts publishing. */
  public void publish(Vertx on) {
    vertx = on;
    meters = new JobMetrics(NodeMetrics.of(on), graph.jobName());
    metricsTimer =
        on.setPeriodic(
            METRICS_MILLIS,
            timer -> {
              rates.sample(subtasks, System.nanoTime());
              changed();
            });
    changed();
  }

  public void close(Vertx on) {
    on.cancelTimer(metricsTimer);
    if (meters != null) {
      meters.close();
    }
  }

  public void inOffice(long newTerm, CheckpointLayout layout) {
    term = newTerm;
    directory = layout.runDirectory();
    changed();
  }

  public void status(JobStatus newStatus) {
    status = newStatus;
    if (meters != null) {
      meters.status(newStatus);
    }
    if (newStatus.isGloballyTerminal()) {
      endedAt = System.currentTimeMillis();
      subtasks = List.of();
    }
    changed();
  }

  /**
   * @param newGraph the job at the parallelism of the attempt
   */
  public void deploying(
      JobGraph newGraph, List<? extends ObservedSubtask> deployed, long newAttempt) {
    graph = newGraph;
    subtasks = deployed;
    attempt = newAttempt;
    attempts++;
    if (meters != null) {
      meters.attempts(attempts);
    }
    ended.clear();
    rates.clear();
    changed();
  }

  public void ended(SubtaskId subtask) {
    ended.add(subtask);
    changed();
  }

  public void checkpoints(CheckpointStatistics statistics) {
    checkpoints = statistics;
    if (meters != null) {
      meters.checkpoints(statistics);
    }
    changed();
  }

  public void failure(AttemptFailure failure, OptionalLong restartAt) {
    lastFailure = Optional.of(failure);
    if (exceptions.size() == EXCEPTIONS) {
      exceptions.removeLast();
    }
    JsonObject json =
        new JsonObject()
            .put("timestamp", failure.at())
            .put("attempt", failure.attempt())
            .put("taskName", failure.subtask().map(SubtaskId::toString).orElse(null))
            .put("exceptionName", failure.cause().message())
            .put("stacktrace", failure.cause().detail())
            .put("domain", failure.cause().domain().name());
    if (restartAt.isPresent()) {
      json.put("restart-at", restartAt.getAsLong());
    }
    exceptions.addFirst(json);
    changed();
  }

  public Optional<AttemptFailure> lastFailure() {
    return lastFailure;
  }

  private void changed() {
    Vertx on = vertx;
    if (on != null && !publishing) {
      publishing = true;
      on.setTimer(
          COALESCE_MILLIS,
          timer -> {
            if (publishing) {
              publishNow();
            }
          });
    }
  }

  /** Publishes without waiting for further changes. */
  public void publishNow() {
    publishing = false;
    if (vertx != null) {
      vertx.eventBus().publish(Addresses.VIEWS, json());
    }
  }

  private JsonObject json() {
    long now = System.currentTimeMillis();
    return new JsonObject()
        .put("jid", jobId.toString())
        .put("name", graph.jobName())
        .put("state", status.name())
        .put("start-time", startedAt)
        .put("end-time", endedAt)
        .put("duration", (endedAt < 0 ? now : endedAt) - startedAt)
        .put("now", now)
        .put("attempt", attempt)
        .put("term", term)
        .put("checkpoint-directory", directory)
        .put("vertices", vertices())
        .put("edges", edges())
        .put("checkpoints", CheckpointJson.statistics(checkpoints))
        .put("checkpoint-config", CheckpointJson.config(options))
        .put("exceptions", new JsonArray(List.copyOf(exceptions)));
  }

  private JsonArray vertices() {
    JsonArray vertices = new JsonArray();
    for (JobVertex vertex : graph.vertices()) {
      JsonArray operators = new JsonArray();
      for (StreamNode node : vertex.chain()) {
        operators.add(
            new JsonObject()
                .put("name", node.name())
                .put("description", node.description())
                .put("uid", node.uid()));
      }
      vertices.add(
          new JsonObject()
              .put("id", vertex.id())
              .put("name", vertex.name())
              .put("parallelism", vertex.parallelism())
              .put("maxParallelism", vertex.maxParallelism())
              .put("operators", operators)
              .put("subtasks", subtasksOf(vertex)));
    }
    return vertices;
  }

  private JsonArray subtasksOf(JobVertex vertex) {
    JsonArray array = new JsonArray();
    for (ObservedSubtask subtask : subtasks) {
      if (subtask.subtask().vertex().equals(vertex.id())) {
        array.add(
            rates
                .json(subtask)
                .put("subtask", subtask.subtask().index())
                .put("ended", ended.contains(subtask.subtask())));
      }
    }
    return array;
  }

  private JsonArray edges() {
    JsonArray edges = new JsonArray();
    for (JobEdge edge : graph.edges()) {
      edges.add(
          new JsonObject()
              .put("source", edge.source())
              .put("target", edge.target())
              .put(
                  "ship_strategy",
                  edge.partitioning().getClass().getSimpleName().toUpperCase(Locale.ROOT)));
    }
    return edges;
  }
}
