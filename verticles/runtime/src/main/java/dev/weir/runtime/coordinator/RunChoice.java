package dev.weir.runtime.coordinator;

import java.util.OptionalLong;

/**
 * Which run of a job its coordinator is to open.
 *
 * @param mode what to do with the runs that lie in storage
 * @param run the only one that may be opened; empty: any
 */
public record RunChoice(Mode mode, OptionalLong run) {

  /** What to do with the runs that lie in storage. */
  public enum Mode {
    /** Leave them alone and begin a new one. */
    BEGIN,

    /** Go on with the newest, if it has not ended; else begin a new one. */
    GO_ON,

    /** Go on with the newest, also from the checkpoint of one that was cancelled or has failed. */
    RESUME
  }

  /** Chooses among all runs. */
  public static RunChoice of(Mode mode) {
    return new RunChoice(mode, OptionalLong.empty());
  }

  /** Goes on with a run that another coordinator has begun. */
  public static RunChoice takeOver(long run) {
    return new RunChoice(Mode.GO_ON, OptionalLong.of(run));
  }
}
