package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** All subtasks of one attempt, seen from the coordinator. */
final class Attempt {

  private static final long DEPLOY_TIMEOUT_MICROS = 800_000;
  private static final long CANCEL_TIMEOUT_MICROS = 400_000;
  private static final long HEARTBEAT_TIMEOUT_MICROS = 500_000;

  private final World world;
  private final NodeProcess process;
  private final Deployment deployment;
  private final List<SubtaskId> enumeratorsFirst;
  private final Map<SubtaskId, OrderedSender> commands = new HashMap<>();
  private final Map<SubtaskId, OrderedSender.Receiver> reports = new HashMap<>();
  private final Map<NodeProcess, Long> heard = new HashMap<>();
  private final List<NodeProcess> nodes;
  private boolean decided;

  /**
   * @param onGap a report was lost
   */
  Attempt(World world, NodeProcess process, Deployment deployment, Runnable onGap) {
    this.world = world;
    this.process = process;
    this.deployment = deployment;
    List<SubtaskId> all = deployment.blueprint().topology().subtasks();
    enumeratorsFirst =
        java.util.stream.Stream.concat(
                all.stream().filter(id -> deployment.blueprint().place(id).enumerator()),
                all.stream().filter(id -> !deployment.blueprint().place(id).enumerator()))
            .toList();
    for (SubtaskId id : all) {
      NodeProcess there = deployment.nodeOf(id);
      commands.put(
          id,
          new OrderedSender(
              world,
              process,
              there,
              () -> {
                Subtask subtask = there.agent().subtask(deployment.attempt(), id);
                return subtask == null ? null : subtask.commands();
              }));
      reports.put(
          id, new OrderedSender.Receiver(onGap, true)); // acks are judged: repeats do no harm
    }
    nodes = List.copyOf(deployment.nodes().values());
  }

  long number() {
    return deployment.attempt();
  }

  /**
   * Tells once: empty if all are deployed, else what failed.
   *
   * @param onStale called instead if a node knows of a later coordinator
   */
  void deploy(Consumer<Optional<String>> reply, Consumer<String> onStale) {
    Set<String> missing = new TreeSet<>();
    nodes.forEach(node -> missing.add(node.name()));
    for (NodeProcess node : nodes) {
      heard.put(node, world.timeline().now());
      Bus.Link link = new Bus.Link(process, node);
      Bus.Link back = new Bus.Link(node, process);
      world
          .bus()
          .send(
              link,
              "the deployment of attempt " + deployment.attempt(),
              () ->
                  node.agent()
                      .deploy(
                          deployment,
                          failure ->
                              world
                                  .bus()
                                  .send(
                                      back,
                                      "the answer to a deployment",
                                      () -> {
                                        missing.remove(node.name());
                                        if (failure.isPresent()) {
                                          decide(reply, failure);
                                        } else if (missing.isEmpty()) {
                                          decide(reply, Optional.empty());
                                        }
                                      }),
                          () ->
                              world
                                  .bus()
                                  .send(
                                      back,
                                      "the refusal of a deployment",
                                      () -> onStale.accept(node + " obeys a later coordinator"))));
    }
    process.after(
        DEPLOY_TIMEOUT_MICROS,
        () -> decide(reply, Optional.of(missing + " did not answer to the deployment")));
  }

  private void decide(Consumer<Optional<String>> reply, Optional<String> outcome) {
    if (!decided) {
      decided = true;
      reply.accept(outcome);
    }
  }

  /** Tells when no subtask is left, or when that takes too long. */
  void cancel(Runnable gone) {
    decided = true;
    Set<NodeProcess> missing = new HashSet<>(nodes);
    boolean[] told = {false};
    Runnable once =
        () -> {
          if (!told[0]) {
            told[0] = true;
            gone.run();
          }
        };
    for (NodeProcess node : nodes) {
      Bus.Link back = new Bus.Link(node, process);
      world
          .bus()
          .send(
              new Bus.Link(process, node),
              "a cancellation",
              () ->
                  node.agent()
                      .cancel(
                          deployment.attempt(),
                          () ->
                              world
                                  .bus()
                                  .send(
                                      back,
                                      "the answer to a cancellation",
                                      () -> {
                                        missing.remove(node);
                                        if (missing.isEmpty()) {
                                          once.run();
                                        }
                                      })));
    }
    process.after(CANCEL_TIMEOUT_MICROS, once);
  }

  void tellAll(Command command) {
    enumeratorsFirst.forEach(id -> tell(id, command));
  }

  void tell(SubtaskId id, Command command) {
    OrderedSender sender = commands.get(id);
    if (sender == null) {
      throw new IllegalArgumentException("no subtask " + id);
    }
    NodeProcess there = deployment.nodeOf(id);
    long attempt = deployment.attempt();
    sender.send(
        command,
        () -> {
          Subtask subtask = there.agent().subtask(attempt, id);
          if (subtask != null) {
            subtask.receive(command);
          }
        });
  }

  OrderedSender.Receiver reportsOf(SubtaskId id) {
    OrderedSender.Receiver receiver = reports.get(id);
    if (receiver == null) {
      throw new IllegalArgumentException("no subtask " + id);
    }
    return receiver;
  }

  boolean runsOn(NodeProcess node) {
    return nodes.contains(node);
  }

  Deployment deployment() {
    return deployment;
  }

  void heartbeat(NodeProcess node) {
    heard.put(node, world.timeline().now());
  }

  /** What is wrong with the attempt; empty: nothing. */
  Optional<String> ailment() {
    for (NodeProcess node : nodes) {
      Long last = heard.get(node);
      if (last == null || world.timeline().now() - last > HEARTBEAT_TIMEOUT_MICROS) {
        return Optional.of(node + " is silent");
      }
    }
    for (SubtaskId id : enumeratorsFirst) {
      OrderedSender sender = commands.get(id);
      if (sender != null && !sender.isAlive()) {
        return Optional.of(id + " does not acknowledge commands");
      }
    }
    return Optional.empty();
  }
}
