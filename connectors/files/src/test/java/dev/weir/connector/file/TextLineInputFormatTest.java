package dev.weir.connector.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLineInputFormatTest {

  private static final String SMALL = "a\n\nb\u00fc\u20ac\ud83d\ude00\r\n\r\nc\rd\n \r\r\nlast";

  @TempDir Path directory;

  @Test
  void each_line_is_read_once_wherever_a_file_is_divided() throws IOException {
    for (String text : List.of(SMALL, SMALL + "\n", SMALL + "\r\n", SMALL + "\r", "\n", "\r\n")) {
      Path file = write(text);
      int length = (int) Files.size(file);
      List<String> expected = naiveLines(text);
      for (int i = 0; i <= length; i++) {
        for (int j = i; j <= length; j++) {
          List<String> lines = new ArrayList<>();
          lines.addAll(readWithRestores(file, 0, i));
          lines.addAll(readWithRestores(file, i, j));
          lines.addAll(readWithRestores(file, j, length));
          assertThat(lines).as("'%s' divided at %d and %d", text, i, j).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void lines_longer_than_the_buffer_are_read_once_wherever_a_file_is_divided() throws IOException {
    long seed = Seed.next();
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 40; line++) {
      text.append("\u00e4".repeat(random.nextInt(random.nextBoolean() ? 20 : 400_000)));
      text.append(random.nextBoolean() ? "\n" : "\r\n");
    }
    Path file = write(text.toString());
    long length = Files.size(file);
    List<String> expected = naiveLines(text.toString());
    for (int round = 0; round < 10; round++) {
      long border = random.nextLong(length + 1);
      List<String> lines = new ArrayList<>(read(split(file, 0, border, 0)));
      lines.addAll(read(split(file, border, length, border)));
      assertThat(lines.equals(expected)).as("seed %d, divided at %d", seed, border).isTrue();
    }
  }

  @Test
  void an_empty_file_has_no_line() throws IOException {
    assertThat(readWithRestores(write(""), 0, 0)).isEmpty();
  }

  @Test
  void another_charset_is_decoded() throws IOException {
    Path file = directory.resolve("latin");
    Files.write(file, "gr\u00fcn\nblau\n".getBytes(ISO_8859_1));
    TextLineInputFormat format = new TextLineInputFormat("ISO-8859-1");
    assertThat(read(split(file, 0, 10, 0), format)).containsExactly("gr\u00fcn", "blau");
  }

  @Test
  void a_line_of_the_greatest_length_is_read_whatever_ends_it() throws IOException {
    Path file = write("12345\n12345\r\n12345");
    TextLineInputFormat format = new TextLineInputFormat(UTF_8, 5);
    assertThat(read(split(file, 0, 18, 0), format)).containsExactly("12345", "12345", "12345");
  }

  @Test
  void a_line_that_is_too_long_is_an_error_that_names_file_and_place() throws IOException {
    for (String end : List.of("", "\n", "\r\n")) {
      Path file = write("1234\n123456" + end);
      TextLineInputFormat format = new TextLineInputFormat(UTF_8, 5);
      assertThatThrownBy(() -> read(split(file, 0, Files.size(file), 0), format))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Line at offset 5 of input file %s is too long: expected at most 5 bytes"
                  + " (maxLineBytes of TextLineInputFormat), found at least 6",
              file);
    }
  }

  @Test
  void a_huge_line_is_refused_before_it_fills_the_memory() throws IOException {
    Path file = write("x".repeat(3_000_000));
    TextLineInputFormat format = new TextLineInputFormat(UTF_8, 1_000_000);
    assertThatThrownBy(() -> read(split(file, 0, 3_000_000, 0), format))
        .hasMessageContaining("Line at offset 0 of input file " + file + " is too long");
  }

  @Test
  void a_charset_whose_line_feed_is_not_one_byte_is_refused() {
    assertThatThrownBy(() -> new TextLineInputFormat(UTF_16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "TextLineInputFormat cannot read UTF-16: expected a charset in which \\r and \\n are"
                + " the bytes 0x0D and 0x0A");
  }

  @Test
  void bytes_appended_after_the_file_was_found_are_not_read() throws IOException {
    Path file = write("one\ntwo");
    FileSourceSplit found = split(file, 0, 7, 0);
    Files.writeString(file, "one\ntwo and more\nthree\n");
    assertThat(read(found)).containsExactly("one", "two");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("text"), text);
  }

  /** Lines end with \n or \r\n and nothing else; an unended last line counts. */
  private static List<String> naiveLines(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\r?\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  /** Reads a split; after each line, a new reader from that position must read the rest alike. */
  private static List<String> readWithRestores(Path file, long start, long end) throws IOException {
    FileSourceSplit split = split(file, start, end, start);
    List<String> lines = read(split);
    try (SplitInput input = SplitInput.open(split)) {
      StreamFormat.Reader<String> reader = new TextLineInputFormat().createReader(input);
      for (int count = 0; count <= lines.size(); count++) {
        assertThat(read(split.at(reader.position())))
            .as("lines after %d of %s", count, split)
            .isEqualTo(lines.subList(count, lines.size()));
        reader.read();
      }
    }
    return lines;
  }

  private static FileSourceSplit split(Path file, long start, long end, long position)
      throws IOException {
    return new FileSourceSplit(file.toString(), start, end, Files.size(file), position);
  }

  private static List<String> read(FileSourceSplit split) throws IOException {
    return read(split, new TextLineInputFormat());
  }

  private static List<String> read(FileSourceSplit split, TextLineInputFormat format)
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (SplitInput input = SplitInput.open(split)) {
      StreamFormat.Reader<String> reader = format.createReader(input);
      for (String line = reader.read(); line != null; line = reader.read()) {
        lines.add(line);
      }
      assertThat(reader.position()).isGreaterThanOrEqualTo(split.end());
    }
    return lines;
  }
}
