package dev.weir.state.heap;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some timers in order. They lie one after the other from {@link #first} to {@link #end}; what
 * fires is taken from the front without moving the rest.
 */
final class TimerPage {

  /** With two words for a timer, 4 KiB: copied in less than a microsecond. */
  static final int MAX_TIMERS = 256;

  private static final int MIN_TIMERS = 8;

  final TimerShape shape;
  long[] words;
  @Nullable Object[] references;
  int first;
  int end;
  int version;

  TimerPage(TimerShape shape, int capacity) {
    this(
        shape,
        new long[capacity * shape.words()],
        new @Nullable Object[capacity * shape.references()]);
  }

  private TimerPage(TimerShape shape, long[] words, @Nullable Object[] references) {
    this.shape = shape;
    this.words = words;
    this.references = references;
  }

  static TimerPage small(TimerShape shape) {
    return new TimerPage(shape, MIN_TIMERS);
  }

  TimerPage copy() {
    TimerPage copy = new TimerPage(shape, words.clone(), references.clone());
    copy.first = first;
    copy.end = end;
    copy.version = version;
    return copy;
  }

  int count() {
    return end - first;
  }

  boolean isEmpty() {
    return first == end;
  }

  int capacity() {
    return words.length / shape.words();
  }

  long time(int slot) {
    return words[slot * shape.words()];
  }

  long second(int slot) {
    return words[slot * shape.words() + 1];
  }

  Object key(int slot) {
    return reference(slot * shape.references());
  }

  /** The namespace, where the shape has one. */
  Object namespace(int slot) {
    return reference((slot + 1) * shape.references() - 1);
  }

  private Object reference(int index) {
    return Objects.requireNonNull(references[index]);
  }

  /** Below 0 if the timer in a slot comes before another by its words, 0 if those are the same. */
  int compare(int slot, SoughtTimer timer) {
    int at = slot * shape.words();
    int order = Long.compare(words[at], timer.time);
    if (order == 0) {
      order = Long.compare(words[at + 1], timer.second);
    }
    return order == 0 && shape.words() == 3 ? Long.compare(words[at + 2], timer.third) : order;
  }

  /** Whether a slot, the words of which are the same, holds the timer. */
  boolean holds(int slot, SoughtTimer timer) {
    return (shape.primitiveKeys() || key(slot).equals(timer.key))
        && (!shape.hasNamespace() || namespace(slot).equals(timer.namespace));
  }

  /** The first slot that does not come before a timer; {@link #end} if all do. */
  int lowerBound(SoughtTimer timer) {
    int low = first;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, timer) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean isFull() {
    return count() == MAX_TIMERS;
  }

  /** Puts a timer before the one in a slot. There is room, or {@link #isFull} was false. */
  void insert(int slot, SoughtTimer timer) {
    int at = slot;
    if (end == capacity()) {
      if (first > 0) {
        at = makeRoomInFront(slot);
      } else {
        grow();
        makeRoomBehind(slot);
      }
    } else {
      makeRoomBehind(slot);
    }
    put(at, timer);
  }

  private int makeRoomInFront(int slot) {
    int words = shape.words();
    int refs = shape.references();
    System.arraycopy(
        this.words, first * words, this.words, (first - 1) * words, (slot - first) * words);
    System.arraycopy(
        references, first * refs, references, (first - 1) * refs, (slot - first) * refs);
    first--;
    return slot - 1;
  }

  private void makeRoomBehind(int slot) {
    move(slot, slot + 1);
    end++;
  }

  private void grow() {
    int capacity = Math.min(MAX_TIMERS, 2 * capacity());
    words = Arrays.copyOf(words, capacity * shape.words());
    references = Arrays.copyOf(references, capacity * shape.references());
  }

  private void put(int slot, SoughtTimer timer) {
    int at = slot * shape.words();
    words[at] = timer.time;
    words[at + 1] = timer.second;
    if (shape.words() == 3) {
      words[at + 2] = timer.third;
    }
    if (!shape.primitiveKeys()) {
      references[slot * shape.references()] = timer.key;
    }
    if (shape.hasNamespace()) {
      references[(slot + 1) * shape.references() - 1] = sharedNamespace(slot, timer);
    }
  }

  /** Timers of one window lie side by side; they need not each hold on to a window of their own. */
  private Object sharedNamespace(int slot, SoughtTimer timer) {
    if (slot > first && namespace(slot - 1).equals(timer.namespace)) {
      return namespace(slot - 1);
    }
    if (slot + 1 < end && namespace(slot + 1).equals(timer.namespace)) {
      return namespace(slot + 1);
    }
    return timer.namespace;
  }

  void remove(int slot) {
    if (slot == first) {
      forget(first);
      first++;
    } else {
      move(slot + 1, slot);
      end--;
      forget(end);
    }
  }

  /** The upper half of the timers, which leave this page. */
  TimerPage split() {
    int slot = first + count() / 2;
    TimerPage upper = new TimerPage(shape, MAX_TIMERS);
    upper.version = version;
    upper.append(this, slot);
    for (int i = slot; i < end; i++) {
      forget(i);
    }
    end = slot;
    return upper;
  }

  /** Takes over all timers of the page after this one. */
  void merge(TimerPage next) {
    if (first > 0) {
      pack();
    }
    while (capacity() < count() + next.count()) {
      grow();
    }
    append(next, next.first);
  }

  private void pack() {
    int count = count();
    move(first, 0);
    first = 0;
    end = count;
    for (int i = count; i < capacity(); i++) {
      forget(i);
    }
  }

  private void append(TimerPage from, int slot) {
    int count = from.end - slot;
    System.arraycopy(
        from.words, slot * shape.words(), words, end * shape.words(), count * shape.words());
    System.arraycopy(
        from.references,
        slot * shape.references(),
        references,
        end * shape.references(),
        count * shape.references());
    end += count;
  }

  /** Moves all from a slot on. */
  private void move(int from, int to) {
    int words = shape.words();
    int refs = shape.references();
    System.arraycopy(this.words, from * words, this.words, to * words, (end - from) * words);
    System.arraycopy(references, from * refs, references, to * refs, (end - from) * refs);
  }

  private void forget(int slot) {
    int refs = shape.references();
    for (int i = slot * refs; i < (slot + 1) * refs; i++) {
      references[i] = null;
    }
  }
}
