package dev.weir.state.spi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Reads keyed state in {@linkplain CanonicalFormat canonical} form. Whatever is damaged ends in a
 * {@link CorruptStateException} that names the file; nothing is allocated for a length that the
 * file cannot have.
 */
public final class CanonicalReader {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final CheckpointStorage storage;

  /** What was read, file by file. */
  public interface Visitor {

    /** Before the first chunk of a file: its key schema and its states. */
    void file(CanonicalHeader header);

    /** Entries of one state and key group; the bytes are valid until this returns. */
    void chunk(int keyGroup, StateSchema state, CanonicalChunk chunk);
  }

  public CanonicalReader(CheckpointStorage storage) {
    this.storage = storage;
  }

  /**
   * Reads the key groups of a snapshot that are in a range, and none of the others.
   *
   * @throws CorruptStateException if a file is missing or what was read of it is damaged
   */
  public void read(CanonicalSnapshot snapshot, KeyGroupRange wanted, Visitor visitor)
      throws IOException {
    Map<SnapshotFile, List<CanonicalSnapshot.Section>> byFile =
        snapshot.sections().stream()
            .filter(section -> wanted.contains(section.keyGroup()))
            .sorted(Comparator.comparingLong(CanonicalSnapshot.Section::offset))
            .collect(
                Collectors.groupingBy(
                    CanonicalSnapshot.Section::file, LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<SnapshotFile, List<CanonicalSnapshot.Section>> file : byFile.entrySet()) {
      readFile(file.getKey(), file.getValue(), visitor);
    }
  }

  /**
   * Reads what a file says of itself.
   *
   * @throws CorruptStateException if the file is missing or its head is damaged
   */
  public CanonicalHeader readHeader(SnapshotFile file) throws IOException {
    try (InputStream in = storage.open(file, 0)) {
      return readHead(file, in);
    }
  }

  private void readFile(
      SnapshotFile file, List<CanonicalSnapshot.Section> sections, Visitor visitor)
      throws IOException {
    CanonicalHeader header = readHeader(file);
    visitor.file(header);
    int next = 0;
    while (next < sections.size()) {
      long start = sections.get(next).offset();
      requireInside(sections.get(next));
      try (InputStream in = new BufferedInputStream(storage.open(file, start), BUFFER_BYTES)) {
        next = readAdjacent(sections, next, in, header, visitor);
      }
    }
  }

  /** Reads sections for as long as each begins where the one before ended. */
  private static int readAdjacent(
      List<CanonicalSnapshot.Section> sections,
      int first,
      InputStream in,
      CanonicalHeader header,
      Visitor visitor)
      throws IOException {
    int next = first;
    long position = sections.get(first).offset();
    while (next < sections.size() && sections.get(next).offset() == position) {
      CanonicalSnapshot.Section section = sections.get(next);
      requireInside(section);
      visitSection(section, readSection(section, in), header, visitor);
      position += section.length();
      next++;
    }
    return next;
  }

  private static void requireInside(CanonicalSnapshot.Section section) {
    long fileLength = section.file().length();
    if (section.offset() < 0
        || section.length() < Integer.BYTES
        || section.offset() > fileLength - section.length()) {
      throw damaged(
          section.file(),
          "key group %d is said to be the %d bytes from %d on, but the file has %d bytes",
          section.keyGroup(),
          section.length(),
          section.offset(),
          fileLength);
    }
  }

  private static byte[] readSection(CanonicalSnapshot.Section section, InputStream in)
      throws IOException {
    byte[] bytes = in.readNBytes(section.length());
    if (bytes.length < section.length()) {
      throw damaged(
          section.file(),
          "key group %d ends after %d of %d bytes",
          section.keyGroup(),
          bytes.length,
          section.length());
    }
    int found = checksum(bytes, 0, bytes.length);
    if (found != section.checksum()) {
      throw damaged(
          section.file(),
          "key group %d has checksum %08x, expected %08x",
          section.keyGroup(),
          found,
          section.checksum());
    }
    return bytes;
  }

  private static void visitSection(
      CanonicalSnapshot.Section section, byte[] bytes, CanonicalHeader header, Visitor visitor) {
    try {
      ByteInput in = new ByteInput(bytes);
      int keyGroup = in.readInt();
      if (keyGroup != section.keyGroup()) {
        throw new CorruptStateException("it is key group " + keyGroup);
      }
      while (in.remaining() > 0) {
        visitChunk(keyGroup, in, header, visitor);
      }
    } catch (CorruptStateException e) {
      throw new CorruptStateException(
          String.format(
              "File %s is damaged: key group %d: %s",
              section.file().path(), section.keyGroup(), e.getMessage()),
          e);
    }
  }

  private static void visitChunk(
      int keyGroup, ByteInput in, CanonicalHeader header, Visitor visitor) {
    int state = in.readVarInt();
    if (state < 0 || state >= header.states().size()) {
      throw new CorruptStateException(
          "there is no state " + state + " among " + header.states().size());
    }
    int entries = in.readVarInt();
    int length = in.readLength();
    if (entries < 1 || entries > length) {
      throw new CorruptStateException(entries + " entries in " + length + " bytes");
    }
    CanonicalChunk chunk = new CanonicalChunk(entries, in.array(), in.position(), length);
    visitor.chunk(keyGroup, header.states().get(state), chunk);
    in.skip(length);
  }

  private static CanonicalHeader readHead(SnapshotFile file, InputStream in) throws IOException {
    byte[] prefix = in.readNBytes(CanonicalFormat.HEAD_PREFIX);
    if (prefix.length < CanonicalFormat.HEAD_PREFIX) {
      throw damaged(file, "it ends after %d bytes", prefix.length);
    }
    ByteInput fields = new ByteInput(prefix);
    long magic = fields.readLong();
    if (magic != CanonicalFormat.MAGIC) {
      throw damaged(file, "it begins with %016x and so holds no keyed state", magic);
    }
    int version = fields.readInt();
    if (version < CanonicalFormat.VERSION_WITHOUT_SCOPES || version > CanonicalFormat.VERSION) {
      throw damaged(
          file,
          "it has format version %d, expected %d to %d",
          version,
          CanonicalFormat.VERSION_WITHOUT_SCOPES,
          CanonicalFormat.VERSION);
    }
    return readBody(file, in, prefix, version, fields.readInt());
  }

  private static CanonicalHeader readBody(
      SnapshotFile file, InputStream in, byte[] prefix, int version, int length)
      throws IOException {
    if (length < 0 || length > file.length() - prefix.length - Integer.BYTES) {
      throw damaged(file, "a head of %d bytes in a file of %d", length, file.length());
    }
    byte[] body = in.readNBytes(length + Integer.BYTES);
    if (body.length < length + Integer.BYTES) {
      throw damaged(file, "its head ends after %d of %d bytes", body.length, length);
    }
    CRC32C checksum = new CRC32C();
    checksum.update(prefix, 0, prefix.length);
    checksum.update(body, 0, length);
    int expected = new ByteInput(body, length, Integer.BYTES).readInt();
    if ((int) checksum.getValue() != expected) {
      throw damaged(
          file, "its head has checksum %08x, expected %08x", (int) checksum.getValue(), expected);
    }
    try {
      return CanonicalHeader.read(new ByteInput(body, 0, length), version);
    } catch (CorruptStateException e) {
      throw new CorruptStateException(
          "File " + file.path() + " is damaged: its head: " + e.getMessage(), e);
    }
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    return (int) checksum.getValue();
  }

  private static CorruptStateException damaged(SnapshotFile file, String what, Object... args) {
    return new CorruptStateException(
        "File " + file.path() + " is damaged: " + String.format(what, args));
  }
}
