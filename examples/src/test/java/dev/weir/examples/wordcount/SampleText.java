package dev.weir.examples.wordcount;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Text to count: licences, which people wrote, and made-up words, of which few are frequent. */
public final class SampleText {

  private static final int VOCABULARY = 30_000;
  private static final String[] SEPARATORS = {
    " ", " ", " ", " ", ", ", ". ", "-", " 42 ", " ü", "'"
  };

  private SampleText() {}

  /** Writes at least so many bytes. */
  public static void write(Path file, long bytes, long seed) throws IOException {
    Random random = new Random(seed);
    String[] vocabulary = vocabulary(random);
    double[] cumulative = zipf();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      long written = 0;
      for (Path licence : licences()) {
        written += Files.copy(licence, out);
      }
      StringBuilder line = new StringBuilder();
      while (written < bytes) {
        line.setLength(0);
        while (line.length() < 60) {
          int index = Arrays.binarySearch(cumulative, random.nextDouble());
          line.append(vocabulary[Math.min(VOCABULARY - 1, index < 0 ? -index - 1 : index)]);
          line.append(SEPARATORS[random.nextInt(SEPARATORS.length)]);
        }
        byte[] encoded = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        out.write(encoded);
        written += encoded.length;
      }
    }
  }

  private static List<Path> licences() throws IOException {
    Path ours = Path.of("..", "LICENSE");
    Path legal = Path.of(System.getProperty("java.home"), "legal");
    if (!Files.isDirectory(legal)) {
      return List.of(ours);
    }
    try (Stream<Path> files = Files.walk(legal)) {
      return Stream.concat(Stream.of(ours), files.filter(Files::isRegularFile).sorted()).toList();
    }
  }

  private static String[] vocabulary(Random random) {
    String[] words = new String[VOCABULARY];
    for (int i = 0; i < VOCABULARY; i++) {
      char[] letters = new char[2 + random.nextInt(9)];
      for (int j = 0; j < letters.length; j++) {
        letters[j] = (char) ('a' + random.nextInt(26));
      }
      if (random.nextInt(8) == 0) {
        letters[0] = Character.toUpperCase(letters[0]);
      }
      words[i] = new String(letters);
    }
    return words;
  }

  private static double[] zipf() {
    double[] cumulative = new double[VOCABULARY];
    double sum = 0;
    for (int rank = 1; rank <= VOCABULARY; rank++) {
      sum += 1.0 / rank;
      cumulative[rank - 1] = sum;
    }
    for (int i = 0; i < VOCABULARY; i++) {
      cumulative[i] /= sum;
    }
    return cumulative;
  }

  /** Counts words in another way than the job does: byte by byte, in one map. */
  public static Map<String, Long> count(Path file) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    StringBuilder word = new StringBuilder();
    for (byte b : Files.readAllBytes(file)) {
      char c = Character.toLowerCase((char) (b & 0x7f));
      if (b >= 0 && c >= 'a' && c <= 'z') {
        word.append(c);
      } else if (!word.isEmpty()) {
        counts.merge(word.toString(), 1L, Long::sum);
        word.setLength(0);
      }
    }
    if (!word.isEmpty()) {
      counts.merge(word.toString(), 1L, Long::sum);
    }
    return counts;
  }

  /** Counts words with the tools of the shell. */
  static Map<String, Long> countInShell(Path file, Path scratch)
      throws IOException, InterruptedException {
    Path result = scratch.resolve("shell-counts");
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "LC_ALL=C; export LC_ALL;"
                    + " tr -cs 'A-Za-z' '\\n' < \"$0\" | tr A-Z a-z | sort | uniq -c",
                file.toString())
            .redirectOutput(result.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (shell.waitFor() != 0) {
      throw new IOException("the shell ended with " + shell.exitValue());
    }
    Map<String, Long> counts = new HashMap<>();
    for (String line : Files.readAllLines(result, StandardCharsets.US_ASCII)) {
      String[] parts = line.strip().split(" ");
      if (parts.length == 2) { // tr makes an empty word of what precedes the first letter
        counts.put(parts[1], Long.parseLong(parts[0]));
      }
    }
    return counts;
  }

  /**
   * Reads the committed part files in the order of their names.
   *
   * @return the last count of each word
   * @throws AssertionError if the counts of a word do not rise by one from line to line: a line is
   *     missing, is there twice, or is in the wrong place
   */
  public static Map<String, Long> committed(Path output) throws IOException {
    if (!Files.isDirectory(output)) {
      return Map.of();
    }
    List<Path> parts;
    try (Stream<Path> files = Files.list(output)) {
      parts =
          files
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
    }
    Map<String, Long> last = new HashMap<>();
    for (Path part : parts) {
      try (Stream<String> lines = Files.lines(part, StandardCharsets.US_ASCII)) {
        lines.forEach(line -> follow(last, line, part));
      }
    }
    return last;
  }

  private static void follow(Map<String, Long> last, String line, Path part) {
    int comma = line.indexOf(',');
    String word = line.substring(0, comma);
    long count = Long.parseLong(line.substring(comma + 1));
    long before = last.getOrDefault(word, 0L);
    if (count != before + 1) {
      throw new AssertionError(
          "%s: found %s after %s,%d, expected %s,%d"
              .formatted(part, line, word, before, word, before + 1));
    }
    last.put(word, count);
  }
}
