package dev.weir.state.heap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages whose place was taken by a copy because a captured snapshot still read them. Once that has
 * been written, the next copies go into them: a state that is written all over between two
 * checkpoints would else leave its size in garbage at each of them, and the collector would carry
 * the copies to the old generation first.
 *
 * <p>No page is spare for longer than until the next capture but one, so there are never more of
 * them than a snapshot under way takes anyway. Owned by the subtask.
 */
final class SparePages {

  private final Versions versions;

  /** Replaced in {@link #version}. */
  private List<long[]> replaced = new ArrayList<>();

  /** Replaced in an earlier one; the newest capture that read them is {@link #reader}. */
  private List<long[]> spare = new ArrayList<>();

  private int version;
  private int reader = Versions.ALWAYS_FROZEN;
  private boolean spareAreRead;

  SparePages(Versions versions) {
    this.versions = versions;
    this.version = versions.current();
  }

  /** Gives away a page that no one reads any more, whatever it holds; null if there is none. */
  long @Nullable [] take() {
    turn();
    if (spareAreRead) {
      spareAreRead = versions.isHeldUpTo(reader);
    }
    return spareAreRead || spare.isEmpty() ? null : spare.remove(spare.size() - 1);
  }

  /** Keeps a page that was written before the newest capture, and is replaced now. */
  void keep(long[] page) {
    turn();
    replaced.add(page);
  }

  private void turn() {
    if (version != versions.current()) {
      List<long[]> emptied = spare;
      emptied.clear();
      spare = replaced;
      replaced = emptied;
      reader = version - 1;
      spareAreRead = true;
      version = versions.current();
    }
  }
}
