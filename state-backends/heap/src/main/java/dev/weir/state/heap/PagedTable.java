package dev.weir.state.heap;

import java.util.Arrays;

/**
 * One state of one subtask: for each key group a directory of pages, indexed by the upper bits of
 * the {@linkplain Position#spread spread} hash.
 *
 * <p>A page is a small open-addressing table. A full page first doubles; at its largest it is split
 * in two by the next bit of the hash, and only when that bit is not yet in the directory is the
 * directory doubled, which copies references alone (extendible hashing: Fagin, Nievergelt,
 * Pippenger and Strong, 1979). So no insert moves more than one page. Where splitting does not
 * help, because many keys share a hash, the page goes on doubling.
 *
 * <p>Pages and directories that a captured snapshot reads are copied before they are changed, see
 * {@link Versions}. Which key groups were written since a capture is known by {@link
 * #captureLastWritten}.
 *
 * @param <P> the page
 */
abstract class PagedTable<P> {

  final Versions versions;

  /** By key group, then by upper bits of the hash; neighbours may be the same page. */
  private final P[][] directories;

  private final int[] directoryVersions;
  private final int[] groupVersions;
  private final int[] pageCounts;
  private final int maxSlots;
  private long entries;
  private long slots;

  /**
   * @param directories a directory of one empty, shared page for each key group; kept
   * @param maxSlots size from which on a page is split
   */
  PagedTable(Versions versions, P[][] directories, int maxSlots) {
    this.versions = versions;
    this.directories = directories;
    this.maxSlots = maxSlots;
    this.directoryVersions = new int[directories.length];
    this.groupVersions = new int[directories.length];
    this.pageCounts = new int[directories.length];
    Arrays.fill(directoryVersions, Versions.ALWAYS_FROZEN);
    Arrays.fill(groupVersions, Versions.ALWAYS_FROZEN);
    Arrays.fill(pageCounts, 1);
  }

  abstract int version(P page);

  abstract void version(P page, int version);

  /** How many leading bits of the hash all keys of a page share. */
  abstract int depth(P page);

  abstract int count(P page);

  abstract int slots(P page);

  /** A copy of a page that snapshots still read; the table has no more use for that. */
  abstract P replacement(P page);

  abstract P newPage(int slots, int depth);

  /** Puts each entry of a page into one of two others, by a bit of its spread hash. */
  abstract void distribute(P from, P zeros, P ones, long bit);

  /** Reads, for keys that are about to be looked up, what the lookups will wait for. */
  abstract void prefetch(int[] keyHashes, int from, int to);

  /** The directories as they are; what they hold stays as it is for as long as the hold lasts. */
  final P[][] captureDirectories() {
    return directories.clone();
  }

  /** By key group, the version in which it was last written. */
  final int[] captureLastWritten() {
    return groupVersions.clone();
  }

  final long entries() {
    return entries;
  }

  final long slots() {
    return slots;
  }

  final void counted(int more) {
    entries += more;
  }

  /**
   * Makes a page writable that was not yet written in this version.
   *
   * @return that page, or the copy that took its place
   */
  final P open(int group, long spread, P page) {
    groupVersions[group] = versions.current();
    P own = page;
    if (versions.isFrozen(version(page))) {
      own = replacement(page);
      slots += version(page) == Versions.ALWAYS_FROZEN ? slots(own) : 0;
      place(writableDirectory(group), spread, own);
    }
    version(own, versions.current());
    return own;
  }

  /**
   * Makes room for one more entry beside those of a page.
   *
   * @return the page that the key belongs to now
   */
  final P makeRoom(int group, long spread, P page) {
    P target = page;
    while (isFull(target)) {
      target = canSplit(group, target) ? split(group, spread, target) : grow(group, spread, target);
    }
    return target;
  }

  final boolean isFull(P page) {
    return count(page) >= slots(page) - (slots(page) >>> 2);
  }

  /** The index of a page in a directory of a length that is a power of two. */
  static int indexOf(long spread, int directoryLength) {
    // For a single entry the shift is by 64, which is by none, and the mask leaves nothing.
    return (int) (spread >>> (Integer.numberOfLeadingZeros(directoryLength) + 33))
        & (directoryLength - 1);
  }

  /** How many neighbours in a directory are the page found at one of them. */
  static int aliases(int directoryLength, int depth) {
    return directoryLength >>> depth;
  }

  private boolean canSplit(int group, P page) {
    if (slots(page) < maxSlots) {
      return false;
    }
    // A directory that is mostly aliases would say that hashes do not spread; do not feed it.
    int length = directories[group].length;
    return aliases(length, depth(page)) > 1 || 2 * length <= 8 * pageCounts[group];
  }

  private P grow(int group, long spread, P page) {
    P grown = newPage(2 * slots(page), depth(page));
    version(grown, versions.current());
    distribute(page, grown, grown, 0);
    slots += slots(page);
    place(writableDirectory(group), spread, grown);
    groupVersions[group] = versions.current();
    return grown;
  }

  private P split(int group, long spread, P page) {
    int depth = depth(page);
    if (aliases(directories[group].length, depth) == 1) {
      doubleDirectory(group);
    }
    long bit = Long.MIN_VALUE >>> depth;
    P zeros = newPage(slots(page), depth + 1);
    P ones = newPage(slots(page), depth + 1);
    version(zeros, versions.current());
    version(ones, versions.current());
    distribute(page, zeros, ones, bit);
    P[] directory = writableDirectory(group);
    place(directory, spread & ~bit, zeros);
    place(directory, spread | bit, ones);
    pageCounts[group]++;
    slots += slots(page);
    groupVersions[group] = versions.current();
    return (spread & bit) == 0 ? zeros : ones;
  }

  private void place(P[] directory, long spread, P page) {
    int aliases = aliases(directory.length, depth(page));
    int first = indexOf(spread, directory.length) & -aliases;
    Arrays.fill(directory, first, first + aliases, page);
  }

  private P[] writableDirectory(int group) {
    if (directoryVersions[group] != versions.current()) {
      if (versions.isFrozen(directoryVersions[group])) {
        directories[group] = directories[group].clone();
      }
      directoryVersions[group] = versions.current();
    }
    return directories[group];
  }

  private void doubleDirectory(int group) {
    P[] old = directories[group];
    P[] doubled = Arrays.copyOf(old, 2 * old.length);
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] = old[i >>> 1];
    }
    directories[group] = doubled;
    directoryVersions[group] = versions.current();
  }
}
