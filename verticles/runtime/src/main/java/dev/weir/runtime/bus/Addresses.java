package dev.weir.runtime.bus;

import dev.weir.api.JobID;
import dev.weir.protocol.SubtaskId;
import java.util.Optional;

/**
 * Event bus addresses, in one place. What comes after an {@code @} is the node where the receiver
 * is, so that a sender need not look it up: a registry that is shared by the nodes may not answer
 * while some of them die.
 */
public final class Addresses {

  /** In the place of a node: all of them. */
  public static final String EVERYWHERE = "*";

  /** In the place of a node: the one that coordinates, as far as the sender's has heard. */
  public static final String COORDINATOR = "coordinator";

  private static final char AT = '@';

  /** Where coordinators publish what has changed in the views of their jobs, as JSON. */
  public static final String VIEWS = at("weir.views", EVERYWHERE);

  /** Where coordinators are asked to give a sign of life to {@link #VIEWS}; the body is ignored. */
  public static final String VIEWS_ASKED = at("weir.views.asked", EVERYWHERE);

  private Addresses() {}

  /** The address of something on one node, or {@link #EVERYWHERE}. */
  public static String at(String what, String node) {
    return what + AT + node;
  }

  /** The node that an address names; empty if the registry of the cluster must be asked. */
  public static Optional<String> nodeOf(String address) {
    int at = address.lastIndexOf(AT);
    return at < 0 ? Optional.empty() : Optional.of(address.substring(at + 1));
  }

  /** Data, credits and commands for one subtask of one attempt; data only from its own node. */
  public static String subtask(JobID job, long attempt, SubtaskId subtask, String node) {
    return at(name(job, attempt, subtask), node);
  }

  /** Data for one subtask of one attempt from other nodes. */
  public static String inbox(JobID job, long attempt, SubtaskId subtask, String node) {
    return at(name(job, attempt, subtask) + ".inbox", node);
  }

  private static String name(JobID job, long attempt, SubtaskId subtask) {
    return "weir.job." + job + "." + attempt + "." + subtask.vertex() + "." + subtask.index();
  }

  /**
   * Reports from subtasks to the coordinator of one term; what is meant for a coordinator that was
   * deposed reaches no other.
   */
  public static String coordinator(JobID job, long term, String node) {
    return at("weir.job." + job + ".coordinator." + term, node);
  }

  /** What the coordinator tells a node of a cluster, as JSON. */
  public static String agent(JobID job, String node) {
    return at("weir.job." + job + ".agent", node);
  }

  /** What nodes tell the coordinator if it runs on this node, as JSON. */
  public static String lead(JobID job, String node) {
    return at("weir.job." + job + ".lead", node);
  }

  /** Where newcomers ask the oldest member whether they may join, as JSON. */
  public static String admission(JobID job, String node) {
    return at("weir.job." + job + ".admission", node);
  }

  /** Where a node is told how the job ended, as JSON. */
  public static String outcome(JobID job, String node) {
    return at("weir.job." + job + ".outcome", node);
  }

  /** Where a coordinator tells all nodes that it has taken office, as JSON. */
  public static String leading(JobID job) {
    return at("weir.job." + job + ".leading", EVERYWHERE);
  }

  /**
   * Where the view of a job is asked for, as JSON with a {@code type}: {@code snapshot} for all of
   * it, {@code watch} to say that somebody looks, {@code checkpoint} with an {@code id} for one
   * with its subtasks, {@code settings}.
   */
  public static String view(JobID job) {
    return at("weir.job." + job + ".view", COORDINATOR);
  }

  /** Commands from users (dashboard, scripts) to the coordinator of a job, as JSON. */
  public static String commands(JobID job) {
    return at("weir.job." + job + ".commands", COORDINATOR);
  }
}
