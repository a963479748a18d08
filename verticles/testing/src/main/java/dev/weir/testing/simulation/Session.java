package dev.weir.testing.simulation;

import dev.weir.protocol.Step;
import dev.weir.protocol.succession.Phase;
import dev.weir.protocol.succession.Succession;
import dev.weir.protocol.succession.SuccessionEffect;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A process as a member of the cluster: feeds {@link Succession} and carries out what it decides,
 * as the runtime's {@code ClusterSession} does. It ends with the process: who joins anew is a new
 * one.
 */
final class Session {

  static final long TIMEOUT_MILLIS = 300;

  private static final long ANSWER_MICROS = TIMEOUT_MILLIS * 1_000 / 2;
  private static final long LEAVE_MICROS = 800_000;

  /** How long it takes until a process that is of no more use is gone. */
  private static final long END_MICROS = 50_000;

  private final World world;
  private final NodeProcess process;
  private Succession succession;
  private long lastTick;
  private int questions;
  private boolean over;
  private boolean leaving;

  Session(World world, NodeProcess process) {
    this.world = world;
    this.process = process;
    this.lastTick = world.millis();
    this.succession = begun().next();
  }

  private Step<Succession, SuccessionEffect> begun() {
    return Succession.begin(process.name(), TIMEOUT_MILLIS, members(), world.millis());
  }

  private List<String> members() {
    return process.view().stream().map(NodeProcess::name).toList();
  }

  void begin() {
    apply(begun());
    heartbeat();
    process.after(World.TICK_MICROS, this::tick);
  }

  private void tick() {
    if (over || endsAfterSleep()) {
      return;
    }
    lastTick = world.millis();
    apply(succession.onTick(world.millis()));
    world.observers().ticked(process, succession);
    heartbeat();
    process.after(World.TICK_MICROS, this::tick);
  }

  /** Others have replaced it meanwhile; but what it holds may go on for a while. */
  private boolean endsAfterSleep() {
    long slept = world.millis() - lastTick;
    if (slept > TIMEOUT_MILLIS) {
      rejoin("it slept for " + slept + " ms", TIMEOUT_MILLIS * 1_000);
      return true;
    }
    return false;
  }

  /** Somebody has come or gone, as far as this process knows. */
  void membersChanged() {
    if (over || endsAfterSleep()) {
      return;
    }
    Coordinator own = process.coordinator();
    if (own != null) {
      own.membersChanged(process.view());
    }
    apply(succession.onMembers(members(), world.millis()));
  }

  private void apply(Step<Succession, SuccessionEffect> step) {
    world.observers().moved(succession, step.next());
    succession = step.next();
    for (SuccessionEffect effect : step.effects()) {
      switch (effect) {
        case TAKE_OVER -> takeOver();
        case ASK_OTHERS -> askOthers();
        case LOOK_FOR_SIGN ->
            SignOfLife.look(
                world,
                process,
                sign -> {
                  if (!over) {
                    apply(succession.onSign(sign, world.millis()));
                  }
                });
        case REJOIN -> rejoin("a coordinator is alive that it does not reach");
      }
    }
  }

  private void takeOver() {
    if (!over && !leaving && process.coordinator() == null) {
      Coordinator coordinator = new Coordinator(world, process);
      process.coordinator(coordinator);
      coordinator.takeOffice();
      heartbeat();
    }
  }

  private void askOthers() {
    List<String> others = succession.others();
    int question = ++questions;
    int[] answered = {0};
    Runnable decide =
        () -> {
          if (!over && question == questions) {
            questions++;
            apply(succession.onReachable(answered[0], world.millis()));
          }
        };
    for (String other : others) {
      NodeProcess there = world.cluster().find(other);
      Runnable answer =
          () -> {
            if (++answered[0] == others.size()) {
              decide.run();
            }
          };
      world
          .bus()
          .send(
              new Bus.Link(process, there),
              "a ping",
              () -> world.bus().send(new Bus.Link(there, process), "the answer to a ping", answer));
    }
    process.after(ANSWER_MICROS, decide);
  }

  // Who coordinates

  private @Nullable NodeProcess coordinator() {
    if (succession.phase() instanceof Phase.Following following) {
      return world.cluster().find(following.coordinator());
    }
    return succession.phase() instanceof Phase.Leading ? process : null;
  }

  /** Tells whoever is to coordinate that this node is there; the answer tells the same of them. */
  private void heartbeat() {
    NodeProcess there = coordinator();
    if (over || there == null) {
      return;
    }
    world
        .bus()
        .send(
            new Bus.Link(process, there),
            "a heartbeat",
            () -> {
              Coordinator coordinator = there.coordinator();
              OptionalLong rank =
                  coordinator == null ? OptionalLong.empty() : coordinator.heard(process);
              if (rank.isPresent()) {
                world
                    .bus()
                    .send(
                        new Bus.Link(there, process),
                        "the answer to a heartbeat",
                        () -> heard(there, rank.getAsLong()));
              }
            });
  }

  /**
   * A coordinator has taken office.
   *
   * @param rank grows with the run and the term
   */
  void news(NodeProcess coordinator, long rank) {
    heard(coordinator, rank);
    heartbeat();
  }

  private void heard(NodeProcess coordinator, long rank) {
    if (!over && coordinator != process) {
      apply(succession.onHeard(coordinator.name(), rank, world.millis()));
    }
  }

  // The end

  /** The job or the office has ended, or this process is out of touch. */
  void rejoin(String why) {
    rejoin(why, END_MICROS);
  }

  private void rejoin(String why, long most) {
    if (over) {
      return;
    }
    over = true;
    if (world.isTelling()) {
      world.tell(process, "will join anew: " + why);
    }
    process.after(world.chance().between(1, most), () -> world.cluster().rejoin(process));
  }

  /** The process is told to end: lets others take over first what it does. */
  void leave() {
    if (over || leaving) {
      return;
    }
    leaving = true;
    Coordinator own = process.coordinator();
    NodeProcess coordinator = coordinator();
    if (own != null) {
      own.handOver(this::left);
    } else if (coordinator != null) {
      world
          .bus()
          .send(
              new Bus.Link(process, coordinator),
              "the wish to leave",
              () -> {
                Coordinator there = coordinator.coordinator();
                if (there != null) {
                  there.leave(
                      process,
                      () ->
                          world
                              .bus()
                              .send(
                                  new Bus.Link(coordinator, process),
                                  "the leave to go",
                                  this::left));
                }
              });
    }
    process.after(LEAVE_MICROS, this::left);
  }

  private void left() {
    if (!over) {
      over = true;
      world.cluster().restart(process);
    }
  }
}
