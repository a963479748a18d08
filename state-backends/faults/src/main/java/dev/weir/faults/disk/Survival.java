package dev.weir.faults.disk;

/** What is left of changes that were not forced to disk. */
public enum Survival {
  /** All of them: the process was killed, the machine goes on. */
  PROCESS_KILLED,
  /** None of them: the machine lost its power. */
  POWER_LOST,
  /**
   * Any of them: of each directory entry the old or the new, of each file the old content, the new,
   * a part of it, or the new length with zeros.
   */
  POWER_LOST_HALFWAY
}
