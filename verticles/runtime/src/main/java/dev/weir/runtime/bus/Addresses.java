package dev.weir.runtime.bus;

import dev.weir.api.JobID;
import dev.weir.protocol.SubtaskId;

/** Event bus addresses, in one place. */
public final class Addresses {

  /** Where the views of all jobs of this node are published, as JSON. */
  public static final String VIEWS = "weir.views";

  /** Where the latest views of all jobs of this node are asked for. */
  public static final String JOBS = "weir.jobs";

  private Addresses() {}

  /** Data, credits and commands for one subtask of one attempt. */
  public static String subtask(JobID job, long attempt, SubtaskId subtask) {
    return "weir.job." + job + "." + attempt + "." + subtask.vertex() + "." + subtask.index();
  }

  /**
   * Reports from subtasks to the coordinator of one term; what is meant for a coordinator that was
   * deposed reaches no other.
   */
  public static String coordinator(JobID job, long term) {
    return "weir.job." + job + ".coordinator." + term;
  }

  /** Commands from users (dashboard, scripts) to the coordinator of a job, as JSON. */
  public static String commands(JobID job) {
    return "weir.job." + job + ".commands";
  }
}
