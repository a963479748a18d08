package dev.weir.state.heap;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Any keys to any values.
 *
 * <p>A value that can change in place is copied before it is given out for the first time since a
 * capture, for it may be changed without another word: {@link #own} does so, {@link #peek} does
 * not.
 *
 * @param <V> the value: what the user stores, or the list or map that holds it
 */
final class ObjectTable<V> extends PagedTable<ObjectPage> {

  private static final int MAX_SLOTS = 1024;

  private final Position current;
  private final ObjectPage[][] directories;

  /** Makes a value that shares nothing changeable with another; null: values never change. */
  private final @Nullable UnaryOperator<V> copier;

  // Where the key with this stamp was found.
  private long foundStamp = -1;
  private ObjectPage page;
  private int slot;

  /** Of no meaning: written so that the reads of {@link #prefetch} are not optimised away. */
  @SuppressWarnings("unused")
  private int prefetched;

  // Where the next sweep begins.
  private int sweepGroup;
  private int sweepIndex;
  private int sweepSlot;

  ObjectTable(Versions versions, Position current, int groups, @Nullable UnaryOperator<V> copier) {
    this(versions, current, emptyDirectories(groups, copier != null), copier);
  }

  private ObjectTable(
      Versions versions,
      Position current,
      ObjectPage[][] directories,
      @Nullable UnaryOperator<V> copier) {
    super(versions, directories, MAX_SLOTS);
    this.current = current;
    this.directories = directories;
    this.copier = copier;
    this.page = directories[0][0];
  }

  /** The value under the current key, not to be changed in place. */
  @Nullable V peek() {
    return find() ? valueAt(slot) : null;
  }

  /** The value under the current key, which may be changed in place. */
  @Nullable V own() {
    if (!find()) {
      return null;
    }
    UnaryOperator<V> copy = copier;
    if (copy == null || page.valueVersions[slot] == versions.current()) {
      return valueAt(slot);
    }
    ObjectPage writable = writable();
    V value = valueAt(slot);
    if (versions.isFrozen(writable.valueVersions[slot])) {
      value = copy.apply(value);
      writable.entries[2 * slot + 1] = value;
    }
    writable.valueVersions[slot] = versions.current();
    return value;
  }

  void put(V value) {
    if (find()) {
      writable().entries[2 * slot + 1] = value;
    } else {
      insert(value);
    }
    if (copier != null) {
      page.valueVersions[slot] = versions.current();
    }
  }

  void remove() {
    if (find()) {
      writable().free(slot);
      counted(-1);
      foundStamp = -1;
    }
  }

  @Override
  void prefetch(int[] keyHashes, int from, int to) {
    int read = 0;
    for (int i = from; i < to; i++) {
      int group = current.localGroupOf(keyHashes[i]);
      if (group >= 0 && group < directories.length) {
        long spread = Position.spread(keyHashes[i]);
        ObjectPage[] directory = directories[group];
        ObjectPage likely = directory[indexOf(spread, directory.length)];
        read += likely.touch(likely.home(spread));
      }
    }
    prefetched = read;
  }

  /**
   * Looks at some entries, going on where the last call stopped and around again.
   *
   * @param left what is left of a value: itself, another in its place, or null to remove it
   */
  void sweep(int wanted, Function<V, @Nullable V> left) {
    foundStamp = -1;
    int looked = 0;
    // Slots that are free count as well, so that an empty table costs no more than a full one.
    for (int steps = wanted * 4; steps > 0 && looked < wanted; steps--) {
      ObjectPage[] directory = directories[sweepGroup];
      ObjectPage swept = directory[sweepIndex % directory.length];
      if (sweepSlot >= swept.slots()) {
        nextSweptPage(directory, swept);
      } else if (swept.entries[2 * sweepSlot] == null) {
        sweepSlot++;
      } else {
        looked++;
        sweepEntry(swept, left);
      }
    }
  }

  private void nextSweptPage(ObjectPage[] directory, ObjectPage swept) {
    sweepSlot = 0;
    sweepIndex += aliases(directory.length, swept.depth);
    if (sweepIndex >= directory.length) {
      sweepIndex = 0;
      sweepGroup = (sweepGroup + 1) % directories.length;
    }
  }

  private void sweepEntry(ObjectPage swept, Function<V, @Nullable V> left) {
    page = swept;
    V value = valueAt(sweepSlot);
    V kept = left.apply(value);
    if (kept == value) {
      sweepSlot++;
      return;
    }
    long entrySpread = Position.spread(swept.hashes[sweepSlot]);
    ObjectPage own =
        swept.version == versions.current() ? swept : open(sweepGroup, entrySpread, swept);
    if (kept == null) {
      // Another entry may have moved into the slot, so that is looked at next.
      own.free(sweepSlot);
      counted(-1);
    } else {
      own.entries[2 * sweepSlot + 1] = kept;
      own.valueVersions[sweepSlot] = versions.current();
      sweepSlot++;
    }
  }

  private boolean find() {
    current.refresh();
    if (foundStamp != current.stamp) {
      locate();
    }
    return slot >= 0;
  }

  private void locate() {
    int group = current.group;
    if (group < 0 || group >= directories.length) {
      throw current.misplaced();
    }
    ObjectPage[] directory = directories[group];
    page = directory[indexOf(current.spread, directory.length)];
    slot = page.find(current.sought(), current.hash, current.spread);
    foundStamp = current.stamp;
  }

  private ObjectPage writable() {
    if (page.version != versions.current()) {
      page = open(current.group, current.spread, page);
    }
    return page;
  }

  private void insert(V value) {
    ObjectPage own = writable();
    Object key = current.kept();
    if (isFull(own)) {
      own = makeRoom(current.group, current.spread, own);
      page = own;
      slot = own.find(key, current.hash, current.spread);
    }
    slot = ~slot;
    own.put(slot, key, current.hash, Objects.requireNonNull(value));
    counted(1);
  }

  @SuppressWarnings("unchecked") // values come in by put(V) alone
  private V valueAt(int anySlot) {
    return (V) Objects.requireNonNull(page.entries[2 * anySlot + 1]);
  }

  @Override
  int version(ObjectPage anyPage) {
    return anyPage.version;
  }

  @Override
  void version(ObjectPage anyPage, int version) {
    anyPage.version = version;
  }

  @Override
  int depth(ObjectPage anyPage) {
    return anyPage.depth;
  }

  @Override
  int count(ObjectPage anyPage) {
    return anyPage.count;
  }

  @Override
  int slots(ObjectPage anyPage) {
    return anyPage.slots();
  }

  @Override
  ObjectPage replacement(ObjectPage anyPage) {
    return anyPage.copy();
  }

  @Override
  ObjectPage newPage(int slots, int depth) {
    return new ObjectPage(slots, depth, copier != null);
  }

  @Override
  void distribute(ObjectPage from, ObjectPage zeros, ObjectPage ones, long bit) {
    for (int i = 0; i < from.slots(); i++) {
      Object key = from.entries[2 * i];
      if (key != null) {
        long spread = Position.spread(from.hashes[i]);
        ObjectPage to = (spread & bit) == 0 ? zeros : ones;
        int free = ~to.find(key, from.hashes[i], spread);
        to.put(free, key, from.hashes[i], Objects.requireNonNull(from.entries[2 * i + 1]));
        if (copier != null) {
          to.valueVersions[free] = from.valueVersions[i];
        }
      }
    }
  }

  private static ObjectPage[][] emptyDirectories(int groups, boolean mutableValues) {
    ObjectPage empty = new ObjectPage(ObjectPage.MIN_SLOTS, 0, mutableValues);
    empty.version = Versions.ALWAYS_FROZEN;
    ObjectPage[][] directories = new ObjectPage[groups][];
    java.util.Arrays.fill(directories, new ObjectPage[] {empty});
    return directories;
  }
}
