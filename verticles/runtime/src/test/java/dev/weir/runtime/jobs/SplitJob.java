package dev.weir.runtime.jobs;

import dev.weir.api.JobID;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.config.WeirOptions;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.job.JobStatus;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.coordinator.JobOutcome;
import dev.weir.runtime.coordinator.JobSetup;
import dev.weir.runtime.coordinator.JobVerticle;
import dev.weir.runtime.coordinator.RunChoice;
import dev.weir.runtime.coordinator.SplitDeployer;
import dev.weir.runtime.graph.Chaining;
import dev.weir.runtime.wire.TwoNodes;
import dev.weir.state.heap.HashMapStateBackend;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A job whose subtasks are on two nodes of this JVM. */
final class SplitJob {

  private final Promise<JobOutcome> outcome = Promise.promise();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final JobID id = JobID.generate();

  /**
   * Starts the job that was built in an environment.
   *
   * @param onFirst which subtasks are on the node of the coordinator
   */
  static SplitJob start(
      TwoNodes nodes, StreamExecutionEnvironment env, Path directory, Predicate<SubtaskId> onFirst)
      throws Exception {
    SplitJob job = new SplitJob();
    var streamGraph = env.getStreamGraph("split");
    WeirOptions options = WeirOptions.of(streamGraph.configuration());
    JobSetup setup =
        new JobSetup(
            job.id,
            "first",
            Chaining.jobGraph(streamGraph, options.job().chaining()),
            options,
            RunChoice.of(RunChoice.Mode.BEGIN),
            new HashMapStateBackend(),
            Optional.of(options.checkpointing().dir()),
            directory.resolve("first"),
            System.currentTimeMillis(),
            job.outcome);
    nodes
        .first()
        .eventBus()
        .<JsonObject>localConsumer(Addresses.VIEWS, message -> job.view(message.body()));
    JobVerticle coordinator =
        new JobVerticle(
            setup,
            (vertx, self) ->
                new SplitDeployer(
                    vertx, nodes.second(), self, setup, directory.resolve("second"), onFirst));
    Jobs.get(nodes.first().deployVerticle(coordinator).toCompletionStage().toCompletableFuture());
    return job;
  }

  private void view(JsonObject view) {
    if (id.toString().equals(view.getString("jid"))) {
      view.getJsonArray("parts").stream()
          .map(JsonObject.class::cast)
          .filter(part -> part.getString("part").equals("exceptions"))
          .flatMap(part -> part.getJsonObject("data").getJsonArray("entries").stream())
          .map(JsonObject.class::cast)
          .map(failure -> failure.getString("exceptionName"))
          .filter(failure -> !failures.contains(failure))
          .forEach(failures::add);
    }
  }

  /** What attempts failed with so far, each message once. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Stops it with a savepoint; fails if that comes to nothing. */
  Future<?> stopWithSavepoint(TwoNodes nodes) {
    return nodes
        .first()
        .eventBus()
        .request(Addresses.commands(id), new JsonObject().put("action", "stop"));
  }

  JobOutcome finish() throws Exception {
    JobOutcome ended = Jobs.get(outcome.future().toCompletionStage().toCompletableFuture());
    if (ended.status() != JobStatus.FINISHED) {
      throw new AssertionError("the job is " + ended.status() + ": " + ended, ended.thrown());
    }
    return ended;
  }
}
