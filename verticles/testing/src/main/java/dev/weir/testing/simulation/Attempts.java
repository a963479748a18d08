package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attempts of a term: the current one, what runs of it, and those before. */
final class Attempts {

  private static final long ATTEMPTS_OF_A_TERM = 1_000_000;
  private static final long ATTEMPTS_OF_A_RUN = 1_000_000_000_000L;

  private final Map<Long, Attempt> begun = new HashMap<>();
  private final Set<SubtaskId> ended = new HashSet<>();
  private @Nullable Attempt running;
  private @Nullable Attempt cancelled;
  private long current;

  /** An attempt's number among all attempts of all runs. */
  static long number(Takeover.Office office, long attempt) {
    return office.layout().run() * ATTEMPTS_OF_A_RUN
        + (office.term() - 1) * ATTEMPTS_OF_A_TERM
        + attempt;
  }

  /** The number within the term of the one that counts; 0 before the first. */
  long current() {
    return current;
  }

  /** The next one is being prepared: nothing of it runs. */
  void prepare(long attempt) {
    current = attempt;
    ended.clear();
  }

  /** The subtasks of the current one are about to be deployed. */
  void starts(Attempt attempt) {
    begun.put(attempt.number(), attempt);
    running = attempt;
  }

  /** The one whose subtasks are deployed or about to be; null if none is. */
  @Nullable Attempt running() {
    return running;
  }

  /** The one that ran until the last cancellation; null if none did. */
  @Nullable Attempt cancelled() {
    return cancelled;
  }

  /** What runs is to run no more; null if nothing does. */
  @Nullable Attempt cancel() {
    cancelled = running;
    running = null;
    return cancelled;
  }

  /**
   * A subtask of the current one has come to its end.
   *
   * @return whether all have
   */
  boolean ended(SubtaskId id) {
    ended.add(id);
    Attempt now = running;
    return now != null && ended.size() == now.deployment().placement().nodes().size();
  }

  /** Null if no such attempt was begun in this term. */
  OrderedSender.@Nullable Receiver reportsOf(long number, SubtaskId id) {
    Attempt found = begun.get(number);
    return found == null ? null : found.reportsOf(id);
  }

  void heartbeat(long number, NodeProcess node) {
    Attempt now = running;
    if (now != null && now.number() == number) {
      now.heartbeat(node);
    }
  }

  void tell(SubtaskId id, Command command) {
    Attempt now = running;
    if (now != null) {
      now.tell(id, command);
    }
  }

  void tellAll(Command command) {
    Attempt now = running;
    if (now != null) {
      now.tellAll(command);
    }
  }
}
