package dev.weir.runtime.views;

import dev.weir.api.JobID;
import dev.weir.config.WeirOptions;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.coordinator.CheckpointStatistics;
import dev.weir.protocol.job.AttemptFailure;
import dev.weir.protocol.job.JobStatus;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.runtime.accumulators.MergedAccumulators;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.graph.JobEdge;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.JobVertex;
import dev.weir.runtime.graph.Wiring;
import dev.weir.runtime.json.AccumulatorsJson;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.metrics.JobMetrics;
import dev.weir.runtime.metrics.NodeMetrics;
import dev.weir.runtime.storage.HistoryStore;
import dev.weir.runtime.subtask.SubtaskReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One job as it is shown, in parts that are published to {@link Addresses#VIEWS} when they change.
 * Rates go out every second while somebody says that he looks. Used on the coordinator's event
 * loop.
 */
public final class JobView implements CheckpointParts.Surroundings {

  private static final int EXCEPTIONS = 16;
  private static final long SAMPLE_MILLIS = 1_000;
  private static final long INTEREST_MILLIS = 10_000;

  private final JobID jobId;
  private final String nodeName;
  private final WeirOptions options;
  private final long startedAt;
  private final ViewParts parts;
  private final CheckpointParts checkpoints;
  private final JobEvents events;
  private final KeptState kept;
  private final SubtaskRates rates = new SubtaskRates();
  private final BusRates busRates = new BusRates();
  private final Deque<JsonObject> exceptions = new ArrayDeque<>();
  private final Map<SubtaskId, Long> ended = new HashMap<>();
  private final Map<SubtaskId, String> places = new HashMap<>();
  private JobGraph graph;
  private Wiring wiring;
  private List<? extends ObservedSubtask> subtasks = List.of();
  private Supplier<List<ObservedNode>> nodes = List::of;
  private Set<String> knownNodes = Set.of();
  private Optional<AttemptFailure> lastFailure = Optional.empty();
  private JobStatus status = JobStatus.CREATED;
  private long endedAt = -1;
  private long attempt;
  private long restarts;
  private long term;
  private long run;
  private long deployedAt = -1;
  private long runningSince = -1;
  private long interestUntil;
  private String directory = "";
  private long sampler = -1;
  private boolean alerted;
  private @Nullable HistoryStore store;
  private KeptState.@Nullable Source states;
  private @Nullable JobMetrics meters;
  private long attempts;

  /**
   * @param nodeName of the coordinator's node
   */
  public JobView(
      JobID jobId, String nodeName, JobGraph graph, WeirOptions options, long startedAt) {
    this.jobId = jobId;
    this.nodeName = nodeName;
    this.graph = graph;
    this.wiring = new Wiring(graph);
    this.options = options;
    this.startedAt = startedAt;
    this.parts = new ViewParts(jobId);
    this.events = new JobEvents(parts);
    this.kept = new KeptState(parts);
    this.checkpoints = new CheckpointParts(parts, options, this);
    parts.add("job", this::job);
    parts.add("plan", () -> GraphJson.plan(this.graph, this::nodeOf));
    parts.add("rates", () -> rates.byVertex(subtasks, ended.keySet()));
    parts.add("subtasks", () -> rates.bySubtask(subtasks, ended, nodeName));
    parts.add(
        "exceptions",
        () -> new JsonObject().put("entries", new JsonArray(List.copyOf(exceptions))));
    parts.add("cluster", this::cluster);
    parts.add("nodes", this::loads);
  }

  /**
   * Starts publishing.
   *
   * @param observed the nodes that there are
   */
  public void publish(Vertx on, Supplier<List<ObservedNode>> observed) {
    nodes = observed;
    meters = new JobMetrics(NodeMetrics.of(on), graph.jobName());
    parts.open(on, this::answer);
    sampler = on.setPeriodic(SAMPLE_MILLIS, timer -> sample());
    parts.changed("job");
  }

  public void close(Vertx on) {
    on.cancelTimer(sampler);
    flushStore();
    if (meters != null) {
      meters.close();
    }
    parts.close();
  }

  private @Nullable JsonObject answer(JsonObject asked) {
    return switch (asked.getString("type", "")) {
      case "watch" -> {
        boolean cold = System.currentTimeMillis() > interestUntil;
        interestUntil = System.currentTimeMillis() + INTEREST_MILLIS;
        if (cold) {
          ratesChanged();
        }
        yield new JsonObject();
      }
      case "checkpoint" ->
          checkpoints.details(JsonValue.of("question about a job", asked).get("id").number());
      case "settings" -> SettingsJson.of(graph.streamGraph().configuration());
      default -> null;
    };
  }

  private void sample() {
    if (!subtasks.isEmpty()) {
      rates.sample(subtasks, System.nanoTime());
      noticeOutput();
    }
    noticeNodes();
    if (System.currentTimeMillis() <= interestUntil) {
      ratesChanged();
      lookAtState();
    }
    boolean late =
        CheckpointAlert.of(options.checkpointing(), lastGood(), System.currentTimeMillis()) != null;
    if (late || alerted) {
      alerted = late;
      parts.changed("checkpoints");
    }
  }

  private void lookAtState() {
    KeptState.Source from = states;
    if (from != null) {
      kept.look(from, graph, System.currentTimeMillis());
    }
  }

  private long lastGood() {
    return checkpoints.lastGood();
  }

  private void ratesChanged() {
    parts.changed("rates");
    parts.changed("subtasks");
    parts.changed("nodes");
  }

  private void noticeOutput() {
    if (events.awaitsOutput()) {
      Set<String> senders = graph.edges().stream().map(JobEdge::source).collect(Collectors.toSet());
      boolean output =
          subtasks.stream()
              .filter(subtask -> graph.vertices().stream().anyMatch(v -> isOf(v, subtask)))
              .filter(subtask -> !senders.contains(subtask.subtask().vertex()))
              .anyMatch(subtask -> subtask.counters().recordsIn() > 0);
      if (output || senders.isEmpty()) {
        events.firstOutput();
      }
    }
  }

  private static boolean isOf(JobVertex vertex, ObservedSubtask subtask) {
    return vertex.id().equals(subtask.subtask().vertex());
  }

  private void noticeNodes() {
    Set<String> now = nodes.get().stream().map(ObservedNode::name).collect(Collectors.toSet());
    if (now.equals(knownNodes)) {
      return;
    }
    if (term > 0) {
      now.stream()
          .filter(node -> !knownNodes.contains(node) && !knownNodes.isEmpty())
          .forEach(node -> event("joined", "node " + node + " has joined").put("node", node));
      knownNodes.stream()
          .filter(node -> !now.contains(node))
          .forEach(node -> event("left", "node " + node + " is gone").put("node", node));
      knownNodes = now;
    }
    parts.changed("cluster");
  }

  private JsonObject event(String kind, String text) {
    return events.happened(kind, text, term, attempt);
  }

  /**
   * The coordinator has taken office; what earlier ones kept is shown too.
   *
   * @param history of the run
   * @param checkpointed where its checkpoints are
   */
  public void inOffice(
      long newTerm, CheckpointLayout layout, HistoryStore history, KeptState.Source checkpointed) {
    states = checkpointed;
    term = newTerm;
    run = layout.run();
    directory = layout.runDirectory();
    store = history;
    checkpoints.keeper(record -> keep("checkpoint", record));
    events.keeper(record -> keep("event", record));
    Future<List<JsonObject>> earlier = history.load(); // before it is added to
    event(
        newTerm > 1 ? "leader" : "started",
        "node %s coordinates run %d in term %d".formatted(nodeName, run, newTerm));
    earlier.onSuccess(this::restored);
    parts.changed("job");
    parts.changed("cluster");
  }

  private void keep(String type, JsonObject record) {
    HistoryStore to = store;
    if (to != null) {
      to.append(new JsonObject().put("type", type).put("data", record));
    }
  }

  private void restored(List<JsonObject> records) {
    for (int i = 0; i < records.size(); i++) {
      JsonObject checkpoint = records.get(i);
      if ("checkpoint".equals(checkpoint.getString("type"))) {
        checkpoints.restored(checkpoint.getJsonObject("data"));
      }
      JsonObject record = records.get(records.size() - 1 - i);
      if ("event".equals(record.getString("type"))) {
        events.restored(record.getJsonObject("data"));
      } else if ("exception".equals(record.getString("type")) && exceptions.size() < EXCEPTIONS) {
        exceptions.addLast(record.getJsonObject("data"));
      }
    }
    parts.changed("exceptions");
    parts.changed("checkpoints");
  }

  private void flushStore() {
    if (store != null) {
      store.flush();
    }
  }

  public void status(JobStatus newStatus) {
    status = newStatus;
    if (meters != null) {
      meters.status(newStatus);
    }
    if (newStatus == JobStatus.RUNNING) {
      runningSince = System.currentTimeMillis();
    } else {
      runningSince = -1;
    }
    if (newStatus.isGloballyTerminal()) {
      endedAt = System.currentTimeMillis();
      subtasks = List.of();
      event("ended", "the job is " + newStatus);
      flushStore();
    }
    parts.changed("job");
  }

  /**
   * @param newGraph the job at the parallelism of the attempt
   */
  public void deploying(
      JobGraph newGraph, List<? extends ObservedSubtask> deployed, long newAttempt) {
    if (attempt != 0) {
      restarts++;
      noticeRescale(newGraph);
    }
    graph = newGraph;
    wiring = new Wiring(newGraph);
    subtasks = deployed;
    attempt = newAttempt;
    deployedAt = System.currentTimeMillis();
    attempts++;
    if (meters != null) {
      meters.attempts(attempts);
    }
    places.clear();
    deployed.forEach(subtask -> places.put(subtask.subtask(), subtask.node()));
    ended.clear();
    rates.clear();
    events.deploying();
    parts.changed("job");
    parts.changed("plan");
    parts.changed("cluster");
  }

  private void noticeRescale(JobGraph newGraph) {
    int before = graph.topology().subtasks().size();
    int after = newGraph.topology().subtasks().size();
    if (before != after) {
      event("rescaled", "the job has %d subtasks, it had %d".formatted(after, before));
    }
  }

  /** The attempt is replaced by another one, of which somebody or something else is the reason. */
  public void replaced(String why) {
    events.interrupted(why, 0, term, attempt);
  }

  /** All subtasks have restored their state. */
  public void running(OptionalLong restored) {
    events.running(
        restored.isPresent() ? restored.getAsLong() : null,
        restored.isPresent() ? checkpoints.sizeOf(restored.getAsLong()) : 0);
  }

  public void ended(SubtaskId subtask) {
    ended.put(subtask, System.currentTimeMillis());
    parts.changed("rates");
  }

  public void checkpoints(CheckpointStatistics statistics) {
    if (meters != null) {
      meters.checkpoints(statistics);
    }
    checkpoints.statistics(statistics);
  }

  public void progress(SubtaskReport.Progress report) {
    checkpoints.reported(report);
  }

  /**
   * @param silence how long it had been there before it was noticed, in milliseconds
   */
  public void failure(AttemptFailure failure, OptionalLong restartAt, long silence) {
    lastFailure = Optional.of(failure);
    if (exceptions.size() == EXCEPTIONS) {
      exceptions.removeLast();
    }
    JsonObject json =
        new JsonObject()
            .put("timestamp", failure.at())
            .put("attempt", failure.attempt())
            .put("taskName", failure.subtask().map(SubtaskId::toString).orElse(null))
            .put("node", failure.subtask().map(this::nodeOf).orElse(null))
            .put("exceptionName", failure.cause().message())
            .put("stacktrace", failure.cause().detail())
            .put("domain", failure.cause().domain().name());
    if (restartAt.isPresent()) {
      json.put("restart-at", restartAt.getAsLong());
    }
    exceptions.addFirst(json);
    keep("exception", json);
    event("failed", failure.cause().message());
    if (restartAt.isPresent()) {
      events.interrupted(failure.cause().message(), silence, term, attempt);
    }
    parts.changed("exceptions");
    parts.changed("job");
  }

  /** What the functions of a job that has finished have added up. */
  public void accumulated(MergedAccumulators accumulators) {
    JsonObject json =
        new JsonObject()
            .put(
                "accumulators",
                AccumulatorsJson.encode(accumulators.encoded(), accumulators.texts()));
    parts.add("accumulators", () -> json);
  }

  public Optional<AttemptFailure> lastFailure() {
    return lastFailure;
  }

  /** Publishes without waiting for further changes. */
  public void publishNow() {
    parts.publishNow();
  }

  private JsonObject job() {
    return new JsonObject()
        .put("jid", jobId.toString())
        .put("name", graph.jobName())
        .put("state", status.name())
        .put("start-time", startedAt)
        .put("end-time", endedAt)
        .put("now", System.currentTimeMillis())
        .put("attempt", attempt)
        .put("deployed-at", deployedAt)
        .put("running-since", runningSince)
        .put("restarts", restarts)
        .put("term", term)
        .put("coordinator", nodeName)
        .put("parallelism", options.job().parallelism())
        .put("checkpoint-directory", directory)
        .put("isStoppable", true);
  }

  private JsonObject cluster() {
    boolean clustered = options.cluster().enabled();
    return new JsonObject()
        .put("leader", nodeName)
        .put("term", term)
        .put("run", run)
        .put(
            "scaling",
            clustered ? options.cluster().scaling().name().toLowerCase(Locale.ROOT) : "none")
        .put("safe", nodes.get().stream().noneMatch(ObservedNode::leaving))
        .put("nodes", GraphJson.nodes(nodes.get(), graph, this::nodeOf));
  }

  private JsonObject loads() {
    JsonObject loads = new JsonObject();
    List<ObservedNode> now = nodes.get();
    busRates.keepOnly(now.stream().map(ObservedNode::name).collect(Collectors.toSet()));
    now.forEach(node -> loads.put(node.name(), busRates.with(node.name(), node.load())));
    return new JsonObject().put("now", System.currentTimeMillis()).put("nodes", loads);
  }

  @Override
  public JobGraph graph() {
    return graph;
  }

  @Override
  public Wiring wiring() {
    return wiring;
  }

  @Override
  public long attempt() {
    return attempt;
  }

  @Override
  public String nodeOf(SubtaskId subtask) {
    String node = places.getOrDefault(subtask, "");
    return node.isEmpty() ? nodeName : node;
  }

  @Override
  public Map<SubtaskId, CheckpointExplanation.Pressure> pressure() {
    return rates.pressure();
  }

  @Override
  public long runningSince() {
    return runningSince;
  }
}
