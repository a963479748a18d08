package dev.weir.state.heap;

import java.util.ArrayList;
import java.util.List;

/**
 * Which pages belong to the subtask alone and which a captured snapshot still reads.
 *
 * <p>Each capture ends a version. A page carries the version in which it was last made writable; a
 * capture of version {@code c} reads pages of versions up to {@code c}, so a page is frozen exactly
 * if its version is not above that of the newest capture still held. Several captures may be held
 * and be released in any order.
 *
 * <p>Threads: all of this is the subtask's, except {@link Hold#release}, which the snapshot worker
 * calls after it has read a page for the last time. <em>The worker sees what was written before the
 * capture</em>, because it reaches pages only through final fields of the pending snapshot, which
 * is made after those writes. <em>The subtask does not change what the worker still reads</em>: it
 * changes a page in place only after it has seen the hold released, and that volatile read comes
 * after the volatile write that follows the worker's last read.
 */
final class Versions {

  /** The version of what no one may ever change: the empty page that all tables share. */
  static final int ALWAYS_FROZEN = -1;

  private final List<Hold> holds = new ArrayList<>();
  private int current;
  private int frozen = ALWAYS_FROZEN;

  /** Keeps the pages of one capture as they are. */
  static final class Hold {
    private final int version;
    private volatile boolean released;

    private Hold(int version) {
      this.version = version;
    }

    int version() {
      return version;
    }

    /** May be called from any thread. */
    void release() {
      released = true;
    }
  }

  int current() {
    return current;
  }

  /** Freezes all that was written up to now. */
  Hold capture() {
    Hold hold = new Hold(current);
    holds.add(hold);
    frozen = current;
    current++;
    return hold;
  }

  /** Whether a captured snapshot may still read what was last made writable in a version. */
  boolean isFrozen(int version) {
    if (version > frozen) {
      return false;
    }
    forgetReleased();
    return version <= frozen;
  }

  /** Whether a capture of this version or an earlier one is held. */
  boolean isHeldUpTo(int version) {
    for (Hold hold : holds) {
      if (hold.version <= version && !hold.released) {
        return true;
      }
    }
    return false;
  }

  private void forgetReleased() {
    holds.removeIf(hold -> hold.released);
    int newest = ALWAYS_FROZEN;
    for (Hold hold : holds) {
      newest = Math.max(newest, hold.version);
    }
    frozen = newest;
  }
}
