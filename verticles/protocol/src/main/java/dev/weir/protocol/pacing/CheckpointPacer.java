package dev.weir.protocol.pacing;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.checkpoint.CheckpointKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Says when the next checkpoint is due.
 *
 * <pre>
 * what               waits for the interval   for the minimum pause   for a free place
 * savepoint          no                       no                      no
 * manual checkpoint  no                       no                      yes
 * periodic one       yes                      yes                     yes
 * </pre>
 *
 * In this order of precedence; requests of a kind in the order they came. A periodic checkpoint
 * that could not be taken in time is taken as soon as it can be; what it missed is not made up for.
 * The minimum pause counts from the end of the last checkpoint, however that ended.
 *
 * @param waiting requests not yet triggered, as they came
 * @param dueAt when the next periodic checkpoint is due by the interval
 * @param quietUntil before which no periodic checkpoint is taken because of the pause
 */
public record CheckpointPacer(
    PacerSettings settings, List<TriggerRequest> waiting, OptionalLong dueAt, long quietUntil) {

  /**
   * What to do now.
   *
   * @param next the pacer from now on
   * @param trigger what to trigger, if anything; ask again after that
   */
  public record Decision(CheckpointPacer next, Optional<TriggerRequest> trigger) {}

  public CheckpointPacer {
    requireNonNull(settings, "settings is null");
    requireNonNull(dueAt, "dueAt is null");
    waiting = List.copyOf(waiting);
  }

  /** The first periodic checkpoint is due one interval after {@code now}. */
  public static CheckpointPacer start(PacerSettings settings, long now) {
    return new CheckpointPacer(settings, List.of(), after(settings, now), now);
  }

  /** Whether one more request would be too many. */
  public boolean isFull() {
    return waiting.size() >= settings.maxWaiting();
  }

  /**
   * @throws IllegalStateException if {@link #isFull}
   */
  public CheckpointPacer request(TriggerRequest request) {
    if (isFull()) {
      throw new IllegalStateException(
          "%d requests for checkpoints are waiting, which is the maximum"
              .formatted(waiting.size()));
    }
    List<TriggerRequest> more = new ArrayList<>(waiting);
    more.add(request);
    return new CheckpointPacer(settings, more, dueAt, quietUntil);
  }

  /**
   * @param running checkpoints in progress, savepoints not counted in
   */
  public Decision decide(long now, int running) {
    Optional<TriggerRequest> request = firstWaiting(running);
    if (request.isPresent()) {
      List<TriggerRequest> rest = new ArrayList<>(waiting);
      rest.remove(request.get());
      return new Decision(new CheckpointPacer(settings, rest, dueAt, quietUntil), request);
    }
    if (isPeriodicDue(now, running)) {
      return new Decision(
          new CheckpointPacer(settings, waiting, after(settings, now), quietUntil),
          Optional.of(TriggerRequest.PERIODIC));
    }
    return new Decision(this, Optional.empty());
  }

  private Optional<TriggerRequest> firstWaiting(int running) {
    return waiting.stream()
        .filter(request -> request.kind().isSavepoint())
        .findFirst()
        .or(
            () ->
                running < settings.maxConcurrent()
                    ? waiting.stream().findFirst()
                    : Optional.empty());
  }

  private boolean isPeriodicDue(long now, int running) {
    return dueAt.isPresent()
        && now >= Math.max(dueAt.getAsLong(), quietUntil)
        && running < settings.maxConcurrent();
  }

  /** A checkpoint or savepoint has ended, in whatever way; a savepoint starts no pause. */
  public CheckpointPacer ended(CheckpointKind kind, long now) {
    return kind.isSavepoint()
        ? this
        : new CheckpointPacer(settings, waiting, dueAt, now + settings.minPauseMillis());
  }

  /** When to ask again if nothing happens before; empty: never. */
  public OptionalLong wakeup(int running) {
    return dueAt.isPresent() && running < settings.maxConcurrent()
        ? OptionalLong.of(Math.max(dueAt.getAsLong(), quietUntil))
        : OptionalLong.empty();
  }

  /** Forgets what waits, and starts the interval anew. */
  public CheckpointPacer restart(long now) {
    return start(settings, now);
  }

  private static OptionalLong after(PacerSettings settings, long now) {
    return settings.intervalMillis().isPresent()
        ? OptionalLong.of(now + settings.intervalMillis().getAsLong())
        : OptionalLong.empty();
  }
}
