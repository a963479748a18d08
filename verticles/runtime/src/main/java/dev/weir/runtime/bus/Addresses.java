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

  /** Data, credits and commands for one subtask of one attempt; data only from its own node. */
  public static String subtask(JobID job, long attempt, SubtaskId subtask) {
    return "weir.job." + job + "." + attempt + "." + subtask.vertex() + "." + subtask.index();
  }

  /** Data for one subtask of one attempt from other nodes. */
  public static String inbox(JobID job, long attempt, SubtaskId subtask) {
    return subtask(job, attempt, subtask) + ".inbox";
  }

