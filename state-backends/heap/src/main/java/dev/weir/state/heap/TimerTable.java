package dev.weir.state.heap;

import java.util.Arrays;

/**
 * The timers of a subtask: for each key group a row of pages in order of time. Adding and removing
 * is two binary searches and moving a part of a page; firing takes from the front of the first
 * page. Nothing is done for timers that do not fire, and nothing is allocated for a timer.
 *
 * <p>Pages and directories that a captured snapshot reads are copied before they are changed, see
 * {@link Versions}.
 */
final class TimerTable {

  private final Versions versions;
  private final TimerShape shape;
  private final TimerDirectory[] directories;
  private final int[] groupVersions;
  private final EarliestGroups earliest;
  private long size;

  // Where the timer last looked for is, or belongs.
  private int index;
  private int slot;

  TimerTable(Versions versions, TimerShape shape, int groups) {
    this.versions = versions;
    this.shape = shape;
    this.directories = new TimerDirectory[groups];
    this.groupVersions = new int[groups];
    this.earliest = new EarliestGroups(groups);
    Arrays.fill(directories, new TimerDirectory());
    Arrays.fill(groupVersions, Versions.ALWAYS_FROZEN);
  }

  TimerShape shape() {
    return shape;
  }

  long size() {
    return size;
  }

  long nextTime() {
    return earliest.time();
  }

  /** The directories as they are; what they hold stays as it is for as long as the hold lasts. */
  TimerDirectory[] captureDirectories() {
    return directories.clone();
  }

  /** By key group, the version in which it was last written. */
  int[] captureLastWritten() {
    return groupVersions.clone();
  }

  /**
   * @return false if there was that timer already
   */
  boolean add(int group, SoughtTimer timer) {
    if (find(directories[group], timer)) {
      return false;
    }
    TimerDirectory directory = writable(group);
    if (directory.isEmpty()) {
      slot = 0;
      addPage(directory, directory.end(), timer);
    } else if (directory.page(index).isFull()) {
      addToFull(directory, timer);
    } else {
      writable(directory, index).insert(slot, timer);
    }
    size++;
    earliest.set(group, directory.firstTime());
    return true;
  }

  /**
   * @return false if there was none
   */
  boolean remove(int group, SoughtTimer timer) {
    if (!find(directories[group], timer)) {
      return false;
    }
    TimerDirectory directory = writable(group);
    TimerPage page = writable(directory, index);
    page.remove(slot);
    tidy(directory, index, page);
    removed(group, directory);
    return true;
  }

  /** The key group of the first timer. There is one. */
  int firstGroup() {
    int group = earliest.group();
    if (!directories[group].isEmpty()) {
      return group;
    }
    // All timers are at the end of time, as are groups without any.
    int any = 0;
    while (directories[any].isEmpty()) {
      any++;
    }
    return any;
  }

  /** The page that begins with the first timer of a key group. */
  TimerPage firstPage(int group) {
    return directories[group].page(directories[group].first());
  }

  void removeFirst(int group) {
    TimerDirectory directory = writable(group);
    TimerPage page = writable(directory, directory.first());
    page.remove(page.first);
    if (page.isEmpty()) {
      directory.remove(directory.first());
    }
    removed(group, directory);
  }

  private void removed(int group, TimerDirectory directory) {
    size--;
    earliest.set(group, directory.firstTime());
  }

  /** Goes to a timer or to where it belongs. */
  private boolean find(TimerDirectory directory, SoughtTimer timer) {
    if (directory.isEmpty()) {
      return false;
    }
    index = directory.find(timer);
    slot = directory.page(index).lowerBound(timer);
    // Different timers may have the same words; those lie side by side, if need be over pages.
    for (int i = index; i < directory.end(); i++) {
      TimerPage page = directory.page(i);
      for (int at = i == index ? slot : page.first; at < page.end; at++) {
        if (page.compare(at, timer) != 0) {
          return false;
        }
        if (page.holds(at, timer)) {
          index = i;
          slot = at;
          return true;
        }
      }
    }
    return false;
  }

  private void addToFull(TimerDirectory directory, SoughtTimer timer) {
    TimerPage page = directory.page(index);
    if (slot == page.end) {
      // Times mostly rise: leave the full page full.
      addPage(directory, index + 1, timer);
      return;
    }
    page = writable(directory, index);
    int offset = slot - page.first;
    TimerPage upper = page.split();
    directory.insert(index + 1, upper);
    if (offset <= page.count()) {
      page.insert(page.first + offset, timer);
    } else {
      upper.insert(upper.first + offset - page.count(), timer);
    }
  }

  private void addPage(TimerDirectory directory, int at, SoughtTimer timer) {
    TimerPage page = TimerPage.small(shape);
    page.version = versions.current();
    page.insert(0, timer);
    directory.insert(at, page);
  }

  /** Leaves no page that is empty, nor two neighbours that are half empty together. */
  private void tidy(TimerDirectory directory, int at, TimerPage page) {
    if (page.isEmpty()) {
      directory.remove(at);
    } else if (at + 1 < directory.end()
        && page.count() + directory.page(at + 1).count() <= TimerPage.MAX_TIMERS / 2) {
      page.merge(directory.page(at + 1));
      directory.remove(at + 1);
    }
  }

  private TimerDirectory writable(int group) {
    groupVersions[group] = versions.current();
    TimerDirectory directory = directories[group];
    if (directory.version != versions.current()) {
      if (versions.isFrozen(directory.version)) {
        directory = directory.copy();
        directories[group] = directory;
      }
      directory.version = versions.current();
    }
    return directory;
  }

  private TimerPage writable(TimerDirectory directory, int at) {
    TimerPage page = directory.page(at);
    if (page.version != versions.current()) {
      if (versions.isFrozen(page.version)) {
        page = page.copy();
        directory.replace(at, page);
      }
      page.version = versions.current();
    }
    return page;
  }
}
