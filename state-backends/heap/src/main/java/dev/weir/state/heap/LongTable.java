package dev.weir.state.heap;

import dev.weir.state.spi.KeyGroups;

/** Primitive keys to primitive values: nothing on the heap but arrays of long. */
final class LongTable extends PagedTable<long[]> {

  /** 32 KiB: copied in a few microseconds, and few enough pages that their heads stay cached. */
  private static final int MAX_SLOTS = 2048;

  private static final long[] EMPTY = emptyPage();

  private final CurrentKey<?> current;

  /** The same array that the superclass holds, of its own type. */
  private final long[][][] directories;

  private final boolean intKeys;

  /** Of the largest size; smaller pages are few, or are soon grown. */
  private final SparePages spares;

  // Where the key with this stamp was found.
  private long foundStamp = -1;
  private long[] page = EMPTY;
  private int slot;

  /** Of no meaning: written so that the reads of {@link #prefetch} are not optimised away. */
  @SuppressWarnings("unused")
  private long prefetched;

  LongTable(Versions versions, CurrentKey<?> current, int groups, boolean intKeys) {
    this(versions, current, emptyDirectories(groups), intKeys);
  }

  private LongTable(
      Versions versions, CurrentKey<?> current, long[][][] directories, boolean intKeys) {
    super(versions, directories, MAX_SLOTS);
    this.current = current;
    this.directories = directories;
    this.intKeys = intKeys;
    this.spares = new SparePages(versions);
  }

  /** Whether the current key has a value; {@link #value} may be asked right after. */
  boolean find() {
    if (foundStamp != current.stamp) {
      locate();
    }
    return slot >= 0;
  }

  /** The value that {@link #find} found. */
  long value() {
    return page[slot + 1];
  }

  void set(long value) {
    if (find()) {
      writable()[slot + 1] = value;
    } else {
      insert(value);
    }
  }

  long add(long delta) {
    if (find()) {
      return writable()[slot + 1] += delta;
    }
    insert(delta);
    return delta;
  }

  void remove() {
    if (find()) {
      long[] own = writable();
      free(own, slot);
      own[LongPage.COUNT]--;
      counted(-1);
      foundStamp = -1;
    }
  }

  @Override
  void prefetch(int[] keyHashes, int from, int to) {
    long read = 0;
    for (int i = from; i < to; i++) {
      int group = current.localGroupOf(keyHashes[i]);
      if (group >= 0 && group < directories.length) {
        long spread = Position.spread(keyHashes[i]);
        long[][] directory = directories[group];
        long[] likely = directory[indexOf(spread, directory.length)];
        read += likely[LongPage.home(likely, spread)];
      }
    }
    prefetched = read;
  }

  private void locate() {
    int group = current.group;
    if (group < 0 || group >= directories.length) {
      throw current.misplaced();
    }
    long spread = current.spread;
    long[][] directory = directories[group];
    long[] found = directory[indexOf(spread, directory.length)];
    page = found;
    slot = LongPage.find(found, current.bits, spread);
    foundStamp = current.stamp;
  }

  private long[] writable() {
    long[] own = page;
    if (own[LongPage.VERSION] != versions.current()) {
      own = open(current.group, current.spread, own);
      page = own;
    }
    return own;
  }

  private void insert(long value) {
    long[] own = writable();
    if (isFull(own)) {
      own = makeRoom(current.group, current.spread, own);
      page = own;
      slot = LongPage.find(own, current.bits, current.spread);
    }
    slot = ~slot;
    LongPage.put(own, slot, current.bits, value);
    counted(1);
  }

  /** Closes the gap in the run of slots that a removed entry leaves. */
  private void free(long[] own, int removed) {
    if (removed == LongPage.ZERO) {
      own[removed] = 0;
      return;
    }
    int mask = own.length - LongPage.SLOTS - 1;
    int gap = removed - LongPage.SLOTS;
    int next = (gap + 2) & mask;
    while (own[LongPage.SLOTS + next] != 0) {
      int home = (int) (spreadOf(own[LongPage.SLOTS + next]) >>> 31) & mask & -2;
      if (((next - home) & mask) >= ((next - gap) & mask)) {
        own[LongPage.SLOTS + gap] = own[LongPage.SLOTS + next];
        own[LongPage.SLOTS + gap + 1] = own[LongPage.SLOTS + next + 1];
        gap = next;
      }
      next = (next + 2) & mask;
    }
    own[LongPage.SLOTS + gap] = 0;
    own[LongPage.SLOTS + gap + 1] = 0;
  }

  private long spreadOf(long key) {
    int hashCode = intKeys ? Integer.hashCode((int) key) : Long.hashCode(key);
    return Position.spread(KeyGroups.mix(hashCode));
  }

  @Override
  int version(long[] anyPage) {
    return (int) anyPage[LongPage.VERSION];
  }

  @Override
  void version(long[] anyPage, int version) {
    anyPage[LongPage.VERSION] = version;
  }

  @Override
  int depth(long[] anyPage) {
    return (int) anyPage[LongPage.DEPTH];
  }

  @Override
  int count(long[] anyPage) {
    return (int) anyPage[LongPage.COUNT];
  }

  @Override
  int slots(long[] anyPage) {
    return LongPage.slots(anyPage);
  }

  @Override
  long[] replacement(long[] anyPage) {
    if (slots(anyPage) != MAX_SLOTS) {
      return anyPage.clone();
    }
    long[] copy = spares.take();
    if (copy == null) {
      copy = anyPage.clone();
    } else {
      System.arraycopy(anyPage, 0, copy, 0, copy.length);
    }
    spares.keep(anyPage);
    return copy;
  }

  @Override
  long[] newPage(int slots, int depth) {
    return LongPage.create(slots, depth);
  }

  @Override
  void distribute(long[] from, long[] zeros, long[] ones, long bit) {
    if (from[LongPage.ZERO] != 0) {
      move(0, from[LongPage.ZERO + 1], zeros, ones, bit);
    }
    for (int i = LongPage.SLOTS; i < from.length; i += 2) {
      if (from[i] != 0) {
        move(from[i], from[i + 1], zeros, ones, bit);
      }
    }
  }

  private void move(long key, long value, long[] zeros, long[] ones, long bit) {
    long spread = spreadOf(key);
    long[] to = (spread & bit) == 0 ? zeros : ones;
    LongPage.put(to, ~LongPage.find(to, key, spread), key, value);
  }

  private static long[] emptyPage() {
    long[] page = LongPage.create(LongPage.MIN_SLOTS, 0);
    page[LongPage.VERSION] = Versions.ALWAYS_FROZEN;
    return page;
  }

  private static long[][][] emptyDirectories(int groups) {
    long[][][] directories = new long[groups][][];
    java.util.Arrays.fill(directories, new long[][] {EMPTY});
    return directories;
  }
}
