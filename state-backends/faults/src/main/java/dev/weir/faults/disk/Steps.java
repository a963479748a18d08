package dev.weir.faults.disk;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Numbers the steps of a file system, lets one of them fail, and tells of each. Thread-safe. */
public final class Steps {

  private Predicate<Step.Kind> counted = Step.Kind::changes;
  private Consumer<Step> observer = step -> {};
  private long count;
  private long faultyStep = -1;
  private Fault fault = Fault.REFUSED;
  private Optional<Step> fired = Optional.empty();

  /** Something that a step does. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /** Calls {@code newObserver} before each step that changes something. */
  public synchronized void observe(Consumer<Step> newObserver) {
    observer = newObserver;
  }

  /** From now on steps of these kinds are numbered, from 1 on, and one of them fails. */
  public synchronized void failAt(long step, Fault newFault, Predicate<Step.Kind> kinds) {
    counted = kinds;
    count = 0;
    faultyStep = step;
    fault = newFault;
    fired = Optional.empty();
  }

  /** As {@link #failAt(long, Fault, Predicate)}, of the steps that change something. */
  public void failAt(long step, Fault newFault) {
    failAt(step, newFault, Step.Kind::changes);
  }

  /**
   * From now on nothing fails.
   *
   * @return the step that failed; empty if there were not as many steps
   */
  public synchronized Optional<Step> heal() {
    faultyStep = -1;
    return fired;
  }

  /** How many steps there were since they were last numbered from 1. */
  public synchronized long count() {
    return count;
  }

  void perform(Step.Kind kind, String path, Action effect) throws IOException {
    perform(kind, path, effect, null, null);
  }

  /**
   * @param part what is done of the step if the disk is full; null: nothing
   * @param whenRefused what a refusal leaves behind; null: nothing
   */
  synchronized void perform(
      Step.Kind kind,
      String path,
      Action effect,
      @Nullable Action part,
      @Nullable Action whenRefused)
      throws IOException {
    boolean isCounted = counted.test(kind);
    Step step = new Step(isCounted ? ++count : count, kind, path);
    if (kind.changes()) {
      observer.accept(step);
    }
    if (!isCounted || count != faultyStep) {
      effect.run();
      return;
    }
    fired = Optional.of(step);
    faultyStep = -1;
    fail(step, effect, part, whenRefused);
  }

  private void fail(Step step, Action effect, @Nullable Action part, @Nullable Action whenRefused)
      throws IOException {
    if (fault == Fault.ANSWER_LOST) {
      effect.run();
    } else if (fault == Fault.DISK_FULL && part != null) {
      part.run();
    } else if (whenRefused != null) {
      whenRefused.run();
    }
    throw new IOException(fault.message() + ", as was planned for " + step);
  }
}
