package dev.weir.state.contract;

import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.SnapshotFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A snapshot in canonical form that was written once and is kept as text, so that what jobs have
 * saved can be read by what is built today.
 *
 * <pre>
 * section (key group) (offset) (length) (checksum)
 * checksum (of the file)
 * bytes (in hexadecimal)
 * </pre>
 */
final class GoldenSnapshot {

  private static final String PATH = "golden/state.keys";

  private final List<long[]> sections = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int checksum;

  private GoldenSnapshot() {}

  /** Puts the file of a version of the format into a storage. */
  static CanonicalSnapshot ofVersion(int version, InMemoryCheckpointStorage storage)
      throws IOException {
    GoldenSnapshot golden = new GoldenSnapshot();
    golden.read("canonical-v" + version + ".txt");
    byte[] content = golden.bytes.toByteArray();
    storage.overwrite(PATH, content);
    SnapshotFile file = new SnapshotFile(PATH, content.length, golden.checksum);
    return new CanonicalSnapshot(
        new KeyGroupRange(0, ContractTools.MAX_PARALLELISM - 1),
        golden.sections.stream().map(each -> sectionOf(each, file)).toList(),
        content.length);
  }

  private static CanonicalSnapshot.Section sectionOf(long[] numbers, SnapshotFile file) {
    return new CanonicalSnapshot.Section(
        (int) numbers[0], file, numbers[1], (int) numbers[2], (int) numbers[3]);
  }

  private void read(String name) throws IOException {
    try (InputStream in = GoldenSnapshot.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("there is no golden file " + name);
      }
      new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(this::readLine);
    }
  }

  private void readLine(String line) {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "section" -> {
        long[] numbers = new long[4];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Long.parseLong(words[i + 1]);
        }
        sections.add(numbers);
      }
      case "checksum" -> checksum = Integer.parseInt(words[1]);
      case "bytes" -> bytes.writeBytes(HexFormat.of().parseHex(words[1]));
      default -> throw new IllegalArgumentException("a line of a golden file: " + line);
    }
  }
}
