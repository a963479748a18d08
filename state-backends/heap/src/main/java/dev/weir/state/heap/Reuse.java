package dev.weir.state.heap;

import dev.weir.state.spi.CanonicalSnapshot.Section;
import dev.weir.state.spi.SnapshotFile;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which key groups of a new snapshot stand in files of earlier ones.
 *
 * <p>A file is kept for as long as one of its sections is in use. So that storage holds at most
 * about twice what is in use, a file of which less than half would be used is left, and what it
 * held is written again.
 *
 * @param sections by key group
 */
record Reuse(Map<Integer, Section> sections) {

  private static final int LEAST_USE_PERCENT = 50;

  /** Whether a key group is as it was in a version. */
  @FunctionalInterface
  interface UnchangedSince {
    boolean test(int keyGroup, int version);
  }

  static Reuse of(HeapSnapshot.@Nullable Base base, UnchangedSince test) {
    Map<Integer, Section> sections = new HashMap<>();
    if (base == null) {
      return new Reuse(sections);
    }
    Map<SnapshotFile, Long> used = new HashMap<>();
    for (Section section : base.sections().values()) {
      if (test.test(section.keyGroup(), base.version())) {
        sections.put(section.keyGroup(), section);
        used.merge(section.file(), (long) section.length(), Long::sum);
      }
    }
    sections.values().removeIf(section -> isWasteful(section.file(), used));
    return new Reuse(sections);
  }

  boolean covers(int keyGroup) {
    return sections.containsKey(keyGroup);
  }

  private static boolean isWasteful(SnapshotFile file, Map<SnapshotFile, Long> used) {
    return used.getOrDefault(file, 0L) * 100 < file.length() * LEAST_USE_PERCENT;
  }
}
