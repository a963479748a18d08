package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import java.util.ArrayList;
import java.util.List;

/** What enumerators and all other subtasks have in common: who they are and whom they talk to. */
abstract class Subtask {

  final World world;
  final NodeProcess process;
  final Deployment deployment;
  final Blueprint.Place place;
  final List<OutputEnd> outputs = new ArrayList<>();
  private final OrderedSender reports;
  private final OrderedSender.Receiver commands;
  private boolean stopped;

  Subtask(World world, NodeProcess process, Deployment deployment, SubtaskId id) {
    this.world = world;
    this.process = process;
    this.deployment = deployment;
    this.place = deployment.blueprint().place(id);
    this.commands = new OrderedSender.Receiver(() -> fail("a command was lost"));
    this.reports =
        new OrderedSender(
            world,
            process,
            deployment.coordinator(),
            () -> {
              Coordinator there = deployment.coordinator().coordinator();
              return there == null ? null : there.reportsOf(deployment.attempt(), id);
            });
    for (Blueprint.To to : place.outputs()) {
      outputs.add(new OutputEnd(world, this, to, deployment.nodeOf(to.receiver()), world.tuning()));
    }
  }

  SubtaskId id() {
    return place.id();
  }

  long attempt() {
    return deployment.attempt();
  }

  String run() {
    return deployment.layout().runDirectory();
  }

  NodeProcess process() {
    return process;
  }

  OutputEnd output(int index) {
    return outputs.get(index);
  }

  OrderedSender.Receiver commands() {
    return commands;
  }

  InputEnd input(int index) {
    throw new IllegalStateException(id() + " has no input " + index);
  }

  /** A message came by a channel. */
  abstract void receive(int input, long number, Message message);

  abstract void receive(Command command);

  /** A receiver has room again, or acknowledges. */
  void credit(int output, long granted, long acknowledged) {
    if (!stopped) {
      outputs.get(output).credit(granted, acknowledged);
    }
  }

  /** The sender of a channel asks how far we are, and says how many messages there were. */
  void asked(int input, long sent) {
    if (!stopped && !input(input).answer(sent)) {
      fail("the last messages were lost");
    }
  }

  void report(Report report) {
    reports.send(
        report,
        () -> {
          Coordinator there = deployment.coordinator().coordinator();
          if (there != null) {
            there.receive(deployment.attempt(), id(), report);
          }
        });
  }

  boolean isStopped() {
    return stopped;
  }

  /** Nothing is taken up after this. */
  void stop() {
    stopped = true;
  }

  void fail(String why) {
    if (!stopped) {
      if (world.isTelling()) {
        world.tell(process, id() + " fails: " + why);
      }
      stop();
      report(new Report.Failed(id(), why));
    }
  }

  /** Whether the coordinator has said of late that it gets what is reported. */
  boolean isHeard() {
    return reports.isAlive();
  }

  /** From time to time: asks receivers that have not acknowledged. */
  void tick() {
    if (stopped) {
      return;
    }
    for (OutputEnd output : outputs) {
      if (!output.isAlive()) {
        fail("a channel to " + output.to().receiver() + " is broken");
        return;
      }
    }
  }
}
