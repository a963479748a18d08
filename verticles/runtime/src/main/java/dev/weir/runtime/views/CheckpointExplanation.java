package dev.weir.runtime.views;

import dev.weir.protocol.SubtaskId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says in a sentence what a checkpoint spent its time on. Pure: the same facts give the same
 * sentence.
 */
final class CheckpointExplanation {

  private static final double BUSY = 0.7;
  private static final double BACK_PRESSURED = 0.2;

  /** Less is not worth a reason. */
  private static final double WORTH_MENTIONING_MILLIS = 10;

  /**
   * What a subtask took for its part.
   *
   * @param acknowledgedAfter milliseconds after the trigger
   * @param lastBarrierFrom whose barrier came last; empty if it is not known
   */
  record Part(
      SubtaskId subtask,
      double startDelay,
      double alignment,
      double sync,
      double async,
      double acknowledgedAfter,
      Optional<SubtaskId> lastBarrierFrom) {}

  /** How hard a subtask works, each from 0 to 1. */
  record Pressure(double busy, double backPressured) {

    static final Pressure NONE = new Pressure(0, 0);
  }

  /**
   * What is known of a checkpoint that is over.
   *
   * @param failure why it failed; empty if it did not
   * @param parts those that acknowledged
   * @param missing those that did not
   * @param receivers whom a subtask sends to
   */
  record Facts(
      long checkpointId,
      boolean savepoint,
      double duration,
      Optional<String> failure,
      List<Part> parts,
      List<SubtaskId> missing,
      Map<SubtaskId, List<SubtaskId>> receivers,
      Map<SubtaskId, Pressure> pressure) {

    private Pressure pressureOf(SubtaskId subtask) {
      return pressure.getOrDefault(subtask, Pressure.NONE);
    }
  }

  private final Facts facts;

  private CheckpointExplanation(Facts facts) {
    this.facts = facts;
  }

  static String of(Facts facts) {
    return new CheckpointExplanation(facts).sentence();
  }

  private String sentence() {
    String name = (facts.savepoint() ? "savepoint " : "checkpoint ") + facts.checkpointId();
    if (facts.failure().isPresent()) {
      return "%s failed after %s: %s%s"
          .formatted(name, time(facts.duration()), facts.failure().get(), missing());
    }
    String start = "%s took %s".formatted(name, time(facts.duration()));
    return facts.parts().stream()
        .max(Comparator.comparingDouble(Part::acknowledgedAfter))
        .map(last -> start + because(last))
        .orElse(start);
  }

  private String missing() {
    if (facts.missing().isEmpty()) {
      return "";
    }
    SubtaskId first = facts.missing().get(0);
    String others =
        facts.missing().size() == 1 ? "" : " and %d more".formatted(facts.missing().size() - 1);
    return "; %s%s did not acknowledge%s".formatted(first, others, whyHeldUp(first));
  }

  private String because(Part last) {
    double storing = facts.duration() - last.acknowledgedAfter();
    double longest =
        Math.max(
            Math.max(Math.max(last.alignment(), last.startDelay()), storing),
            Math.max(last.sync(), last.async()));
    if (longest < WORTH_MENTIONING_MILLIS) {
      return "";
    }
    if (longest == last.alignment()) {
      return ": %s waited %s for the barrier%s"
          .formatted(last.subtask(), time(last.alignment()), from(last));
    }
    if (longest == last.startDelay()) {
      return ": the barrier took %s to reach %s%s"
          .formatted(time(last.startDelay()), last.subtask(), onTheWay(last));
    }
    if (longest == last.async()) {
      return ": %s wrote its snapshot for %s".formatted(last.subtask(), time(last.async()));
    }
    if (longest == last.sync()) {
      return ": %s stood still for %s to capture its state"
          .formatted(last.subtask(), time(last.sync()));
    }
    return ": all had acknowledged after %s, the storage took %s to write it down"
        .formatted(time(last.acknowledgedAfter()), time(storing));
  }

  private String from(Part part) {
    return part.lastBarrierFrom().map(from -> " from " + from + whyHeldUp(from)).orElse("");
  }

  /** The barrier was late for somebody before it, or waited in the queue of the subtask itself. */
  private String onTheWay(Part part) {
    String own = whyHeldUp(part.subtask());
    if (!own.isEmpty()) {
      return own;
    }
    return part.lastBarrierFrom()
        .map(from -> Map.entry(from, whyHeldUp(from)))
        .filter(upstream -> !upstream.getValue().isEmpty())
        .map(upstream -> " from " + upstream.getKey() + upstream.getValue())
        .orElse("");
  }

  private String whyHeldUp(SubtaskId subtask) {
    Pressure pressure = facts.pressureOf(subtask);
    if (pressure.backPressured() >= BACK_PRESSURED) {
      return ", which was back-pressured" + culprit(subtask).map(who -> " by " + who).orElse("");
    }
    if (pressure.busy() >= BUSY) {
      return ", which was %d %% busy".formatted(Math.round(100 * pressure.busy()));
    }
    return "";
  }

  /** The subtask at the end of the chain of those that wait for each other. */
  private Optional<SubtaskId> culprit(SubtaskId held) {
    Set<SubtaskId> seen = new HashSet<>();
    SubtaskId current = held;
    Optional<SubtaskId> found = Optional.empty();
    while (seen.add(current)) {
      Optional<SubtaskId> next =
          facts.receivers().getOrDefault(current, List.of()).stream()
              .max(Comparator.comparingDouble(this::load));
      if (next.isEmpty() || load(next.get()) < BACK_PRESSURED) {
        return found;
      }
      found = next;
      current = next.get();
      if (facts.pressureOf(current).backPressured() < BACK_PRESSURED) {
        return found;
      }
    }
    return found;
  }

  private double load(SubtaskId subtask) {
    Pressure pressure = facts.pressureOf(subtask);
    return Math.max(pressure.busy(), pressure.backPressured());
  }

  private static String time(double millis) {
    if (millis < 1_000) {
      return Math.round(millis) + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }
    return String.format(
        Locale.ROOT, "%d min %d s", (long) (millis / 60_000), (long) (millis % 60_000 / 1_000));
  }
}
