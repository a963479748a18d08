package dev.weir.testing.simulation;

import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.List;

/**
 * Who runs the job: asks for checkpoints, stops and cancels it, and starts it again until all input
 * is read.
 */
final class User {

  private static final long WISH_MICROS = 50_000;

  private final World world;
  private final Chance chance;
  private long wantedRun = 1;
  private int asked;
  private boolean done;
  private boolean drained;
  private String savepoint = "";

  User(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  void begin() {
    world.timeline().after(WISH_MICROS, this::wish);
  }

  private void wish() {
    Scenario.Wishes wishes = world.scenario().wishes();
    if (!world.isStormy()) {
      return;
    }
    List<Coordinator> inOffice = world.cluster().inOffice();
    if (!inOffice.isEmpty()) {
      Coordinator coordinator = inOffice.get(chance.below(inOffice.size()));
      maybe(coordinator, CheckpointKind.CHECKPOINT, wishes.checkpoint());
      maybe(coordinator, CheckpointKind.SAVEPOINT, wishes.savepoint());
      maybe(coordinator, CheckpointKind.STOP_SAVEPOINT, wishes.stop());
      maybe(coordinator, CheckpointKind.DRAIN_SAVEPOINT, wishes.drain());
      if (chance.happens(wishes.cancel()) && coordinator.isInOffice()) {
        if (world.isTelling()) {
          world.tell("the user", "cancels the job");
        }
        coordinator.cancel();
      }
      if (chance.happens(wishes.rescale()) && coordinator.isInOffice()) {
        int parallelism = 1 + chance.below(JobShape.MAX_PARALLELISM);
        if (world.isTelling()) {
          world.tell("the user", "asks for a parallelism of " + parallelism);
        }
        coordinator.rescale(parallelism);
      }
    }
    world.timeline().after(WISH_MICROS, this::wish);
  }

  private void maybe(Coordinator coordinator, CheckpointKind kind, double probability) {
    if (chance.happens(probability) && coordinator.isInOffice()) {
      String id = "request " + ++asked;
      if (world.isTelling()) {
        world.tell("the user", "asks for " + kind + " as " + id);
      }
      world.observers().requested(id);
      coordinator.request(TriggerRequest.of(kind, id));
    }
  }

  /** The job of a run under a new coordinator; the parallelism may be another one. */
  JobShape shape(long run) {
    JobShape shape = world.scenario().shape();
    boolean same = world.scenario().wishes().rescale() == 0 || chance.happens(0.5);
    if (world.isTelling() && !same) {
      world.tell("the user", "gives run " + run + " another parallelism");
    }
    return same ? shape : shape.rescaled(chance);
  }

  void jobEnded(long run, LogEntry.JobEnd end) {
    if (run < wantedRun) {
      return;
    }
    boolean stopped = false;
    for (LogRecord record : world.storage().log(new CheckpointLayout(World.JOB, run))) {
      if (record.entry() instanceof LogEntry.SavepointCompleted found
          && found.kind().isTerminal()) {
        savepoint = found.manifest();
        stopped = found.kind() == CheckpointKind.STOP_SAVEPOINT;
        drained |= found.kind() == CheckpointKind.DRAIN_SAVEPOINT;
      } else if (record.entry() instanceof LogEntry.CheckpointCompleted) {
        stopped = false;
      }
    }
    if (end == LogEntry.JobEnd.FINISHED && !stopped) {
      done = true;
    } else {
      wantedRun = run + 1;
      if (world.isTelling()) {
        world.tell("the user", "starts run " + wantedRun);
      }
    }
  }

  boolean wantsJob() {
    return !done;
  }

  boolean wantsRunAfter(long run) {
    return wantedRun > run;
  }

  /** Path of the manifest of the savepoint that the job was stopped with. */
  String savepoint() {
    return savepoint;
  }

  boolean isDone() {
    return done;
  }

  /** Whether the job was told to end before its input had. */
  boolean hasDrained() {
    return drained;
  }
}
