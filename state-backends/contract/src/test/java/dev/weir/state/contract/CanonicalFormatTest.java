package dev.weir.state.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CanonicalChunk;
import dev.weir.state.spi.CanonicalHeader;
import dev.weir.state.spi.CanonicalReader;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.CanonicalSnapshot.Section;
import dev.weir.state.spi.CanonicalWriter;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** The file that carries keyed state from one backend to another. */
class CanonicalFormatTest {

  private static final CanonicalHeader HEADER =
      new CanonicalHeader(
          "long",
          List.of(
              new StateSchema("count", StateKind.VALUE, "long", ""),
              new StateSchema("words", StateKind.MAP, "long", "string"),
              new StateSchema("sum", StateKind.VALUE, "long", "", "windows", "string"),
              new StateSchema("due", StateKind.TIMERS, "", "", "", "void")));
  private static final KeyGroupRange ALL = new KeyGroupRange(0, 7);

  private final InMemoryCheckpointStorage storage = new InMemoryCheckpointStorage();

  @Test
  void what_was_written_is_read() throws Exception {
    CanonicalSnapshot snapshot = write(3_000);

    assertThat(snapshot.sections()).hasSize(8);
    assertThat(read(snapshot, ALL)).hasSize(2 * 8 * 3_000).containsEntry("3 count 17", "51");
  }

  @Test
  void only_the_wanted_key_groups_are_read() throws Exception {
    CanonicalSnapshot snapshot = write(10);
    SnapshotFile file = snapshot.sections().get(0).file();
    byte[] content = storage.read(file.path());
    content[(int) snapshot.sections().get(0).offset() + 5] ^= 1;
    storage.overwrite(file.path(), content);

    assertThat(read(snapshot, new KeyGroupRange(2, 4))).hasSize(60).containsKey("2 words 9");
    assertThatThrownBy(() -> read(snapshot, ALL))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContainingAll(file.path(), "key group 0", "checksum");
  }

  @Test
  void the_head_tells_what_is_in_the_file() throws Exception {
    SnapshotFile file = write(1).sections().get(0).file();

    assertThat(new CanonicalReader(storage).readHeader(file)).isEqualTo(HEADER);
  }

  @Test
  void without_an_entry_there_is_no_file() throws Exception {
    try (CanonicalWriter writer = new CanonicalWriter(storage.create("a"), HEADER)) {
      writer.section(0);
      assertThat(writer.finish()).isEmpty();
    }
    assertThat(storage.paths()).isEmpty();
  }

  @Test
  void a_section_of_another_key_group_is_told() throws Exception {
    CanonicalSnapshot snapshot = write(5);
    Section first = snapshot.sections().get(0);
    Section wrong = new Section(3, first.file(), first.offset(), first.length(), first.checksum());

    assertThatThrownBy(() -> read(new CanonicalSnapshot(ALL, List.of(wrong), 0), ALL))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContainingAll(first.file().path(), "key group 3", "it is key group 0");
  }

  @Test
  void a_section_outside_of_its_file_is_told() throws Exception {
    Section first = write(5).sections().get(0);
    for (Section wrong :
        List.of(
            new Section(0, first.file(), first.offset(), Integer.MAX_VALUE, first.checksum()),
            new Section(0, first.file(), Long.MAX_VALUE, 8, first.checksum()),
            new Section(0, first.file(), -1, 8, first.checksum()),
            new Section(0, first.file(), first.offset(), -1, first.checksum()))) {
      assertThatThrownBy(() -> read(new CanonicalSnapshot(ALL, List.of(wrong), 0), ALL))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining(first.file().path());
    }
  }

  @Test
  void a_file_of_another_kind_or_version_is_told() throws Exception {
    SnapshotFile file = write(1).sections().get(0).file();
    byte[] content = storage.read(file.path());

    byte[] otherKind = content.clone();
    otherKind[0] = 'X';
    storage.overwrite(file.path(), otherKind);
    assertThatThrownBy(() -> new CanonicalReader(storage).readHeader(file))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContainingAll(file.path(), "no keyed state");
    byte[] otherVersion = content.clone();
    otherVersion[11] = 9;
    storage.overwrite(file.path(), otherVersion);
    assertThatThrownBy(() -> new CanonicalReader(storage).readHeader(file))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContainingAll(file.path(), "version 9", "expected 1 to 2");
  }

  /** Checksums are mended here, so that what is behind them has to hold too. */
  @Test
  void damage_with_a_mended_checksum_is_read_or_told_but_never_worse() throws Exception {
    Seed seed = Seed.fromSystemProperty();
    Section section = write(20).sections().get(0);
    byte[] content = storage.read(section.file().path());
    int told = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = content.clone();
      for (int flips = seed.random().nextInt(3); flips >= 0; flips--) {
        int at = (int) section.offset() + seed.random().nextInt(section.length());
        damaged[at] = (byte) seed.random().nextInt();
      }
      storage.overwrite(section.file().path(), damaged);
      try {
        read(new CanonicalSnapshot(ALL, List.of(mended(section, damaged)), 0), ALL);
      } catch (CorruptStateException e) {
        assertThat(e).as("seed %d", seed.value()).hasMessageContaining(section.file().path());
        told++;
      }
    }
    assertThat(told).isPositive();
  }

  private static Section mended(Section section, byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, (int) section.offset(), section.length());
    return new Section(
        section.keyGroup(),
        section.file(),
        section.offset(),
        section.length(),
        (int) checksum.getValue());
  }

  private CanonicalSnapshot write(int keys) throws IOException {
    try (CanonicalWriter writer = new CanonicalWriter(storage.create("job/a.keys"), HEADER)) {
      for (int keyGroup = 0; keyGroup < 8; keyGroup++) {
        writer.section(keyGroup);
        for (int state = 0; state < 2; state++) {
          for (long key = 0; key < keys; key++) {
            ByteOutput entry = writer.begin(state);
            entry.writeSized(TestSerializers.LONG, key);
            entry.writeSized(TestSerializers.LONG, key * keyGroup);
            writer.end();
          }
        }
      }
      List<Section> sections = writer.finish();
      return new CanonicalSnapshot(ALL, sections, sections.get(0).file().length());
    }
  }

  private Map<String, String> read(CanonicalSnapshot snapshot, KeyGroupRange wanted)
      throws IOException {
    Map<String, String> found = new TreeMap<>();
    new CanonicalReader(storage)
        .read(
            snapshot,
            wanted,
            new CanonicalReader.Visitor() {
              @Override
              public void file(CanonicalHeader header) {
                assertThat(header).isEqualTo(HEADER);
              }

              @Override
              public void chunk(int keyGroup, StateSchema state, CanonicalChunk chunk) {
                chunk.forEach(
                    (key, value) ->
                        found.put(
                            keyGroup + " " + state.name() + " " + key.readLong(),
                            "" + value.readLong()));
              }
            });
    return found;
  }
}
