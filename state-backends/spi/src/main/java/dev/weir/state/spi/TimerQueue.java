package dev.weir.state.spi;

/**
 * The timers of one kind of a subtask: a set of (key, namespace, time), in order of time. Timers
 * are part of every snapshot and belong to the key group of their key. Every method is called on
 * the thread of the subtask.
 *
 * @param <N> the namespace, {@link VoidNamespace} if there is but one; kept, not copied
 */
public interface TimerQueue<N> {

  /** Adds a timer of the current key, if it is not there already. */
  void add(long time, N namespace);

  /** Removes a timer of the current key, if it is there. */
  void remove(long time, N namespace);

  /** The least time of any timer, {@link Long#MAX_VALUE} if there is none. Takes constant time. */
  long nextTime();

  /**
   * Removes and then runs each timer up to a time, in order of time; timers of the same time run in
   * any order. While a timer runs, its key is the current one. Timers that the action adds up to
   * that time run too, those that it removes do not. Afterwards, also after an exception, the key
   * that was current before is so again.
   *
   * @param upTo the last time to run
   * @throws Exception what the action threw; its timer is removed by then
   */
  default void advance(long upTo, Action<N> action) throws Exception {
    advance(upTo, action, Pause.NEVER);
  }

  /**
   * As {@link #advance(long, Action)}, until a pause is due. At least one timer runs, if there is
   * one; those that have to wait stay where they are, and run when this is called again.
   *
   * @return whether no timer up to that time is left
   */
  boolean advance(long upTo, Action<N> action, Pause pause) throws Exception;

  /** Whether there is no timer. (How many there are is not asked: counting them means reading.) */
  boolean isEmpty();

  /** When timers that are due have to wait. */
  @FunctionalInterface
  interface Pause {

    /** All timers run. */
    Pause NEVER = () -> false;

    /** Asked after each timer, so it should be quick. */
    boolean isDue();
  }

  /** What a timer does. */
  @FunctionalInterface
  interface Action<N> {
    void onTimer(long time, N namespace) throws Exception;
  }
}
