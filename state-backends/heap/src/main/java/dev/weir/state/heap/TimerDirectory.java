package dev.weir.state.heap;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one key group: pages in order, and beside each a time that none of its timers
 * precedes and none of the page before exceeds.
 */
final class TimerDirectory {

  private static final int MIN_PAGES = 4;

  private @Nullable TimerPage[] pages;
  private long[] bounds;
  private int first;
  private int end;
  int version = Versions.ALWAYS_FROZEN;

  TimerDirectory() {
    this(new @Nullable TimerPage[MIN_PAGES], new long[MIN_PAGES]);
  }

  private TimerDirectory(@Nullable TimerPage[] pages, long[] bounds) {
    this.pages = pages;
    this.bounds = bounds;
  }

  TimerDirectory copy() {
    TimerDirectory copy = new TimerDirectory(pages.clone(), bounds.clone());
    copy.first = first;
    copy.end = end;
    copy.version = version;
    return copy;
  }

  boolean isEmpty() {
    return first == end;
  }

  int first() {
    return first;
  }

  int end() {
    return end;
  }

  TimerPage page(int index) {
    return Objects.requireNonNull(pages[index]);
  }

  void replace(int index, TimerPage page) {
    pages[index] = page;
  }

  /** The least time, {@link Long#MAX_VALUE} if there is none. */
  long firstTime() {
    if (isEmpty()) {
      return Long.MAX_VALUE;
    }
    TimerPage page = page(first);
    return page.time(page.first);
  }

  /**
   * The page to begin to look for a timer in: the last that begins before it, or the first of all.
   */
  int find(SoughtTimer timer) {
    int low = first + 1;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (beginsBefore(middle, timer)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private boolean beginsBefore(int index, SoughtTimer timer) {
    long bound = bounds[index];
    if (bound != timer.time) {
      return bound < timer.time;
    }
    TimerPage page = page(index);
    return page.compare(page.first, timer) < 0;
  }

  /**
   * Adds a page before the one at an index.
   *
   * @return its index; those of the others may have changed
   */
  int insert(int index, TimerPage page) {
    int at = index;
    if (end == pages.length) {
      at -= first;
      makeRoom();
    }
    System.arraycopy(pages, at, pages, at + 1, end - at);
    System.arraycopy(bounds, at, bounds, at + 1, end - at);
    end++;
    pages[at] = page;
    bounds[at] = page.time(page.first);
    return at;
  }

  private void makeRoom() {
    int count = end - first;
    int length = first > pages.length / 2 ? pages.length : 2 * pages.length;
    pages = Arrays.copyOfRange(pages, first, first + length);
    bounds = Arrays.copyOfRange(bounds, first, first + length);
    first = 0;
    end = count;
  }

  void remove(int index) {
    if (index == first) {
      pages[first] = null;
      first++;
    } else {
      System.arraycopy(pages, index + 1, pages, index, end - index - 1);
      System.arraycopy(bounds, index + 1, bounds, index, end - index - 1);
      end--;
      pages[end] = null;
    }
  }
}
