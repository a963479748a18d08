package dev.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.JobID;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.config.Configuration;
import dev.weir.config.WeirOptions;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.Placement;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.coordinator.JobSetup;
import dev.weir.runtime.coordinator.JobVerticle;
import dev.weir.runtime.coordinator.RemoteDeploymentException;
import dev.weir.runtime.coordinator.RunChoice;
import dev.weir.runtime.coordinator.SubtaskLinks;
import dev.weir.runtime.graph.Chaining;
import dev.weir.runtime.wire.MessageCodecs;
import dev.weir.state.heap.HashMapStateBackend;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a coordinator asks an agent for may be lost on the way there or back. */
class AskedAgainTest {

  private static final String NODE = "b";
  private static final Duration PATIENCE = Duration.ofMillis(50);

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final JobID job = JobID.generate();
  private JobSetup setup;

  @BeforeEach
  void setUp() throws Exception {
    MessageCodecs.register(vertx.eventBus());
    Configuration options =
        Configuration.defaults()
            .with("job.parallelism", 1)
            .with("checkpointing.dir", directory.resolve("checkpoints").toString());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(options);
    env.fromSequence(1, 10).sinkTo(new DiscardingSink<>());
    setup =
        new JobSetup(
            job,
            "a",
            Chaining.jobGraph(env.getStreamGraph("asked"), true),
            WeirOptions.of(options),
            RunChoice.of(RunChoice.Mode.BEGIN),
            new HashMapStateBackend(),
            Optional.of(options.get("checkpointing.dir")),
            directory,
            System.currentTimeMillis(),
            Promise.promise());
  }

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private AttemptOrder order(long attempt) {
    Map<SubtaskId, String> placed = new HashMap<>();
    setup.graph().topology().subtasks().forEach(subtask -> placed.put(subtask, NODE));
    return new AttemptOrder(1, attempt, 1, "a", Optional.empty(), 1, new Placement(placed));
  }

  private ClusterDeployment deployment() {
    SubtaskLinks links =
        new SubtaskLinks(
            vertx,
            new JobVerticle(setup),
            job,
            1,
            order(1).placement(),
            Addresses.coordinator(job, 1, "a"),
            setup.options().channel().remote());
    return new ClusterDeployment(
        vertx,
        job,
        order(1),
        setup.graph(),
        OptionalLong.empty(),
        new NodeRegistry(),
        links,
        PATIENCE,
        () -> {});
  }

  /** An agent that does not answer so many times; what it was asked for. */
  private List<String> deafAgent(int times) {
    List<String> asked = new CopyOnWriteArrayList<>();
    vertx
        .eventBus()
        .<JsonObject>consumer(
            Addresses.agent(job, NODE),
            message -> {
              asked.add(message.body().getString("type"));
              if (asked.size() > times) {
                message.reply(new JsonObject());
              }
            });
    return asked;
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "cancel", "finish"})
  void a_request_is_made_again_until_it_is_answered(String type) throws Exception {
    List<String> asked = deafAgent(2);
    ClusterDeployment deployment = deployment();

    Future<?> done =
        switch (type) {
          case "deploy" -> deployment.deploy();
          case "cancel" -> deployment.cancel(Duration.ofMinutes(1));
          default -> deployment.finish(Duration.ofMinutes(1));
        };
    get(done);

    assertThat(asked).containsExactly(type, type, type);
  }

  @Test
  void a_node_that_is_lost_is_not_waited_for() {
    deafAgent(Integer.MAX_VALUE);
    ClusterDeployment deployment = deployment();
    Future<?> deployed = deployment.deploy();

    deployment.lost(NODE, "node b is no longer a member");

    assertThatThrownBy(() -> get(deployed))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(RemoteDeploymentException.class)
        .hasMessageContaining("node b is no longer a member");
  }

  private JsonObject ask(JsonObject request) throws Exception {
    return get(vertx.eventBus().<JsonObject>request(Addresses.agent(job, NODE), request)).body();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "finish"})
  void an_agent_does_once_what_it_is_asked_for_twice(String end) throws Exception {
    try (var storage = setup.openStorage()) {
      NodeAgent agent = new NodeAgent(vertx, new JobSite(setup, storage), NODE, attempt -> {});
      get(agent.start());
      JsonObject deploy = order(1).toJson().put("type", "deploy");

      ask(deploy);
      assertThat(agent.attempt()).isEqualTo(1);
      assertThat(ask(deploy)).as("asked for again").isEmpty();
      assertThat(agent.attempt()).isEqualTo(1);

      JsonObject ending = new JsonObject().put("type", end).put("attempt", 1);
      ask(ending);
      assertThat(agent.attempt()).as("none runs").isZero();
      assertThat(ask(ending).fieldNames()).as("asked for again").isSubsetOf("accumulated");
      assertThatThrownBy(() -> ask(deploy)).hasMessageContaining("attempt 1 of term 1 comes after");
      get(agent.close());
    }
  }
}
