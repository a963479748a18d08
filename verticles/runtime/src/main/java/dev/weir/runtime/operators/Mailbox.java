package dev.weir.runtime.operators;

/** Brings what other threads have to say to the thread of the subtask. */
@FunctionalInterface
public interface Mailbox {

  /**
   * Runs an action on the thread of the subtask, between two records; actions run in the order in
   * which they were given. May be called from any thread. Nothing runs after the attempt has ended.
   */
  void execute(Mail mail);

  /** What is to be done; what it throws fails the attempt. */
  @FunctionalInterface
  interface Mail {
    void run() throws Exception;
  }
}
