package dev.weir.state.spi;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Keyed state in the portable format ({@code docs/checkpoint.md}): one section per key group, which
 * can be read alone.
 *
 * @param sections at most one per key group; a key group without state may have none
 */
public record CanonicalSnapshot(KeyGroupRange keyGroups, List<Section> sections, long newBytes)
    implements KeyedSnapshot {

  public CanonicalSnapshot {
    sections = List.copyOf(sections);
  }

  /**
   * The state of one key group.
   *
   * @param checksum CRC-32C of the section
   */
  public record Section(int keyGroup, SnapshotFile file, long offset, int length, int checksum) {}

  @Override
  public Collection<SnapshotFile> files() {
    LinkedHashSet<SnapshotFile> files = new LinkedHashSet<>();
    sections.forEach(section -> files.add(section.file()));
    return files;
  }
}
