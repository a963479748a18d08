package dev.weir.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all jobs, and in which order it changed. Of more than {@value #KEPT} jobs the
 * one that was first heard of is forgotten, those that are over before those that are not. Used on
 * one event loop.
 *
 * <p>Of each part only the latest is kept, under the number of its change. So whoever has seen all
 * up to some number is told what he missed by the entries after it, however long he was away; what
 * is gone is remembered for a while.
 */
final class Jobs {

  static final int KEPT = 100;
  private static final int REMOVALS_KEPT = 1_000;

  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final TreeMap<Long, Event> changes = new TreeMap<>();
  private final TreeMap<Long, Event> removals = new TreeMap<>();
  private long sequence;
  private long forgottenUpTo;

  /**
   * Takes in what a coordinator published.
   *
   * @return false if something before it was missed, so that a snapshot is needed
   */
  boolean receive(JsonObject message) {
    Job job = jobs.computeIfAbsent(message.getString("jid"), Job::new);
    if (job.isOld(message)) {
      return true;
    }
    if (!job.isNext(message)) {
      return false;
    }
    job.received(message);
    putAll(job, message.getJsonArray("parts"));
    return true;
  }

  /** Takes in all parts of a job; those that are not among them are gone. */
  void snapshot(JsonObject message) {
    Job job = jobs.computeIfAbsent(message.getString("jid"), Job::new);
    if (job.isOld(message)) {
      return;
    }
    job.received(message);
    JsonArray parts = message.getJsonArray("parts");
    job.partsBeside(parts).forEach(name -> put(job, name, null));
    putAll(job, parts);
    while (jobs.size() > KEPT) {
      forgetOne();
    }
  }

  private void putAll(Job job, JsonArray parts) {
    for (int i = 0; i < parts.size(); i++) {
      JsonObject part = parts.getJsonObject(i);
      put(job, Job.nameOf(part), part.getJsonObject("data"));
    }
  }

  private void put(Job job, Job.Name name, @Nullable JsonObject data) {
    Event event = new Event(++sequence, job.id(), name.part(), name.key(), data);
    Event replaced = job.put(name, event);
    if (replaced != null) {
      changes.remove(replaced.sequence());
    }
    if (event.isRemoval()) {
      removed(event);
    } else {
      changes.put(event.sequence(), event);
    }
  }

  private void removed(Event event) {
    removals.put(event.sequence(), event);
    changes.put(event.sequence(), event);
    if (removals.size() > REMOVALS_KEPT) {
      forgottenUpTo = removals.firstKey();
      removals.remove(forgottenUpTo);
      changes.remove(forgottenUpTo);
    }
  }

  private void forgetOne() {
    Job forgotten =
        jobs.values().stream()
            .filter(Job::isOver)
            .findFirst()
            .orElseGet(() -> jobs.values().iterator().next());
    jobs.remove(forgotten.id());
    forgotten.events().forEach(event -> changes.remove(event.sequence()));
    removed(new Event(++sequence, forgotten.id(), null, null, null));
  }

  Optional<Job> find(String id) {
    return Optional.ofNullable(jobs.get(id)).filter(Job::isKnown);
  }

  Collection<Job> all() {
    return jobs.values().stream().filter(Job::isKnown).toList();
  }

  /** The number of the last change. */
  long sequence() {
    return sequence;
  }

  /** Whether {@link #since} tells all that changed after a number. */
  boolean isKnownSince(long number) {
    return number >= forgottenUpTo && number <= sequence;
  }

  /** What changed after a number, in its latest form, the oldest change first. */
  Collection<Event> since(long number) {
    return changes.tailMap(number, false).values();
  }

  /** What there is now. */
  List<Event> everything() {
    return changes.values().stream().filter(event -> !event.isRemoval()).toList();
  }
}
