package dev.weir.dashboard;

import dev.weir.protocol.job.JobStatus;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest document of each job. Of more than {@value #KEPT} jobs the one that was first heard of
 * is forgotten, those that are over before those that are not.
 */
final class Jobs {

  static final int KEPT = 100;

  /** What changed: a job has a new document, or is forgotten. */
  record Change(Job job, Optional<Job> forgotten) {}

  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private long sequence;

  Change put(JsonObject view) {
    Job job = new Job(view, ++sequence);
    jobs.put(job.id(), job);
    return new Change(job, jobs.size() > KEPT ? Optional.of(forgetOne()) : Optional.empty());
  }

  private Job forgetOne() {
    Job forgotten =
        jobs.values().stream()
            .filter(job -> JobStatus.valueOf(job.state()).isGloballyTerminal())
            .findFirst()
            .orElseGet(() -> jobs.values().iterator().next());
    jobs.remove(forgotten.id());
    return forgotten;
  }

  Optional<Job> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  Collection<Job> all() {
    return jobs.values();
  }

  /** How many documents have come in; the number of the last one. */
  long sequence() {
    return sequence;
  }
}
