package dev.weir.runtime.bus;

import dev.weir.api.JobID;
import dev.weir.protocol.SubtaskId;

/** Event bus addresses, in one place. */
public final class Addresses {

  /** Where coordinators publish what has changed in the views of their jobs, as JSON. */
  public static final String VIEWS = "weir.views";

  /** Where coordinators are asked to give a sign of life to {@link #VIEWS}; the body is ignored. */
  public static final String VIEWS_ASKED = "weir.views.asked";

  private Addresses() {}

  /** Data, credits and commands for one subtask of one attempt; data only from its own node. */
  public static String subtask(JobID job, long attempt, SubtaskId subtask) {
    return "weir.job." + job + "." + attempt + "." + subtask.vertex() + "." + subtask.index();
  }

  /** Data for one subtask of one attempt from other nodes. */
  public static String inbox(JobID job, long attempt, SubtaskId subtask) {
    return subtask(job, attempt, subtask) + ".inbox";
  }

  /**
   * Reports from subtasks to the coordinator of one term; what is meant for a coordinator that was
   * deposed reaches no other.
   */
  public static String coordinator(JobID job, long term) {
    return "weir.job." + job + ".coordinator." + term;
  }

  /** What the coordinator tells a node of a cluster, as JSON. */
  public static String agent(JobID job, String node) {
    return "weir.job." + job + ".agent." + node;
  }

  /** What nodes tell the coordinator if it runs on this node, as JSON. */
  public static String lead(JobID job, String node) {
    return "weir.job." + job + ".lead." + node;
  }

  /** Where newcomers ask the oldest member whether they may join, as JSON. */
  public static String admission(JobID job, String node) {
    return "weir.job." + job + ".admission." + node;
  }

  /** Where a node is told how the job ended, as JSON. */
  public static String outcome(JobID job, String node) {
    return "weir.job." + job + ".outcome." + node;
  }

  /** Where a coordinator tells all nodes that it has taken office, as JSON. */
  public static String leading(JobID job) {
    return "weir.job." + job + ".leading";
  }

  /**
   * Where the view of a job is asked for, as JSON with a {@code type}: {@code snapshot} for all of
   * it, {@code watch} to say that somebody looks, {@code checkpoint} with an {@code id} for one
   * with its subtasks, {@code settings}.
   */
  public static String view(JobID job) {
    return "weir.job." + job + ".view";
  }

  /** Commands from users (dashboard, scripts) to the coordinator of a job, as JSON. */
  public static String commands(JobID job) {
    return "weir.job." + job + ".commands";
  }
}
