package dev.weir.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.MemorySize;
import dev.weir.api.source.Boundedness;
import dev.weir.api.source.InputStatus;
import dev.weir.connector.file.FileSource.FileSourceBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {

  @TempDir Path directory;

  @Test
  void each_line_is_emitted_once_over_random_checkpoints_failures_and_rescales() throws Exception {
    long seed = Seed.next();
    Random random = new Random(seed);
    List<String> expected = writeRandomFiles(random);
    for (int round = 0; round < 30; round++) {
      MemorySize splitSize = new MemorySize(1 + random.nextInt(40_000));
      List<String> emitted =
          runWithFailures(random, lines(directory).withSplitSize(splitSize).build());
      assertThat(emitted)
          .as("seed %d, round %d, %s", seed, round, splitSize)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private List<String> writeRandomFiles(Random random) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int file = 0; file < 6; file++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(3_000); left > 0; left--) {
        String line = "line-" + lines.size() + "\u20ac".repeat(random.nextInt(10));
        lines.add(line);
        text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
      }
      if (random.nextBoolean()) {
        text.setLength(text.length() - (text.toString().endsWith("\r\n") ? 2 : 1));
      }
      Path parent = Files.createDirectories(directory.resolve("d" + file % 2));
      Files.writeString(parent.resolve("f" + file), text);
    }
    return lines;
  }

  private static List<String> runWithFailures(Random random, FileSource<String> source)
      throws Exception {
    var driver = SourceDriver.start(source, 1 + random.nextInt(4));
    var checkpoint = driver.checkpoint();
    int failuresLeft = random.nextInt(20);
    while (!driver.allEnded()) {
      switch (random.nextInt(failuresLeft > 0 ? 24 : 23)) {
        case 0 -> driver.search();
        case 1, 2, 3 -> driver.deliverRequest();
        case 4 -> checkpoint = driver.checkpoint();
        case 23 -> {
          failuresLeft--;
          driver = driver.restore(checkpoint, 1 + random.nextInt(4));
        }
        default -> driver.poll(random.nextInt(driver.parallelism()));
      }
    }
    driver.close();
    return driver.output();
  }

  @Test
  void hidden_and_underscore_names_are_passed_over_and_the_order_is_that_of_the_paths()
      throws Exception {
    Path input = Files.createDirectories(directory.resolve("_input"));
    for (String name :
        List.of("b/2", "b/1", "a", "c", ".hidden", "_SUCCESS", ".d/x", "_d/x", "b/.1", "empty")) {
      Path file = input.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name.equals("empty") ? "" : name + "\n");
    }
    assertThat(readAll(lines(input).build())).containsExactly("a", "b/1", "b/2", "c");
  }

  @Test
  void a_file_named_by_two_input_paths_is_read_once() throws Exception {
    Path file = Files.writeString(directory.resolve("f"), "one\n");
    var source =
        FileSource.forRecordStreamFormat(
                new TextLineInputFormat(),
                directory,
                file,
                directory.resolve("../" + directory.getFileName()))
            .build();
    assertThat(readAll(source)).containsExactly("one");
  }

  @Test
  void a_path_can_be_given_as_text_or_file_uri_but_in_no_other_scheme() throws Exception {
    Path file = Files.writeString(directory.resolve("f"), "one\n");
    TextLineInputFormat format = new TextLineInputFormat();
    assertThat(readAll(FileSource.forRecordStreamFormat(format, file.toString()).build()))
        .containsExactly("one");
    assertThat(readAll(FileSource.forRecordStreamFormat(format, file.toUri().toString()).build()))
        .containsExactly("one");
    assertThatThrownBy(() -> FileSource.forRecordStreamFormat(format, "s3://bucket/x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Path 's3://bucket/x': expected a path or a URI that begins with file:");
  }

  @Test
  void an_input_path_that_does_not_exist_is_an_error_that_names_it() throws Exception {
    Path missing = directory.resolve("missing");
    var driver = SourceDriver.start(lines(missing).build(), 1);
    assertThatThrownBy(driver::search)
        .isInstanceOf(UncheckedIOException.class)
        .hasStackTraceContaining(
            "File source cannot list its input: Input path " + missing + " does not exist");
  }

  @Test
  void a_link_to_nothing_is_an_error_that_names_it() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("l"), directory.resolve("nothing"));
    var driver = SourceDriver.start(lines(directory).build(), 1);
    assertThatThrownBy(driver::search)
        .hasStackTraceContaining("Input path " + link + " is a symbolic link to nothing");
  }

  @Test
  void a_file_that_vanished_is_an_error_that_names_it() throws Exception {
    Path file = Files.writeString(directory.resolve("f"), "one\ntwo\n");
    var driver = SourceDriver.start(lines(directory).build(), 1);
    driver.search();
    driver.deliverRequest();
    Files.delete(file);
    assertThatThrownBy(() -> driver.poll(0))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Input file %s does not exist any more; expected the 8 bytes that it had when it was"
                + " found",
            file);
  }

  @Test
  void a_file_that_has_become_shorter_is_an_error_also_after_a_restore() throws Exception {
    Path file = Files.writeString(directory.resolve("f"), "x\n".repeat(1000));
    var driver = SourceDriver.start(lines(directory).build(), 1);
    driver.search();
    driver.deliverRequest();
    assertThat(driver.poll(0)).isEqualTo(InputStatus.MORE_AVAILABLE);
    var checkpoint = driver.checkpoint();
    Files.writeString(file, "x\n".repeat(300));
    var restored = driver.restore(checkpoint, 1);
    assertThatThrownBy(() -> restored.poll(0))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Input file %s has become shorter: expected the 2000 bytes that it had when it was"
                + " found, found 600",
            file);
  }

  @Test
  void a_file_that_shrinks_while_it_is_read_is_an_error() throws Exception {
    Path file = Files.writeString(directory.resolve("f"), "x\n".repeat(300_000));
    var driver = SourceDriver.start(lines(directory).build(), 1);
    driver.search();
    driver.deliverRequest();
    assertThat(driver.poll(0)).isEqualTo(InputStatus.MORE_AVAILABLE);
    Files.writeString(file, "x\n");
    assertThatThrownBy(driver::runUntilIdle)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Input file %s has become shorter: expected the 600000 bytes that it had when it was"
                + " found, found 2",
            file);
  }

  @Test
  void a_file_that_cannot_be_read_is_an_error_that_names_file_and_cause() throws Exception {
    Path file = Files.writeString(directory.resolve("f"), "x\n");
    var driver = SourceDriver.start(lines(directory).build(), 1);
    driver.search();
    driver.deliverRequest();
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> driver.poll(0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot read input file " + file + " at offset 0: ")
        .hasMessageContaining("Is a directory");
  }

  @Test
  void a_continuous_source_finds_a_directory_that_appears_later_and_then_new_files()
      throws Exception {
    Path input = directory.resolve("later");
    var driver = SourceDriver.start(continuous(input), 2);
    driver.search();
    driver.runUntilIdle();
    assertThat(driver.output()).isEmpty();
    assertThat(driver.isAvailable(0)).isFalse();

    Files.createDirectory(input);
    Files.writeString(input.resolve("one"), "1\n");
    driver.search();
    assertThat(driver.isAvailable(0)).isTrue();
    driver.runUntilIdle();
    assertThat(driver.output()).containsExactly("1");

    Files.writeString(input.resolve("two"), "2\n");
    driver.search();
    driver.runUntilIdle();
    assertThat(driver.output()).containsExactly("1", "2");
    assertThat(driver.allEnded()).isFalse();
  }

  @Test
  void a_restored_continuous_source_does_not_read_a_file_again() throws Exception {
    Files.writeString(directory.resolve("one"), "1\n");
    var driver = SourceDriver.start(continuous(directory), 2);
    driver.search();
    driver.runUntilIdle();
    var restored = driver.restore(driver.checkpoint(), 1);
    Files.writeString(directory.resolve("two"), "2\n");
    restored.search();
    restored.runUntilIdle();
    assertThat(restored.output()).containsExactly("1", "2");
  }

  @Test
  void a_bounded_source_that_was_restored_before_its_search_searches() throws Exception {
    Files.writeString(directory.resolve("one"), "1\n");
    var driver = SourceDriver.start(lines(directory).build(), 2);
    var restored = driver.restore(driver.checkpoint(), 3);
    restored.search();
    restored.runUntilIdle();
    assertThat(restored.output()).containsExactly("1");
    assertThat(restored.allEnded()).isTrue();
  }

  @Test
  void splits_of_a_failed_reader_go_to_the_next_that_asks() throws Exception {
    Files.writeString(directory.resolve("one"), "1\n");
    Files.writeString(directory.resolve("two"), "2\n");
    var driver = SourceDriver.start(continuous(directory), 2);
    driver.search();
    driver.runUntilIdle();
    String path = directory.resolve("one").toString();
    driver.failReader(0, List.of(new FileSourceSplit(path, 0, 2, 2, 0)));
    driver.runUntilIdle();
    assertThat(driver.output()).containsExactlyInAnyOrder("1", "2", "1");
  }

  @Test
  void options_are_checked_at_birth() {
    assertThatThrownBy(() -> lines(directory).monitorContinuously(Duration.ZERO))
        .hasMessage("discoveryInterval: expected at least 1 ms, found PT0S");
    assertThatThrownBy(() -> lines(directory).withSplitSize(new MemorySize(0)))
        .hasMessage("splitSize: expected at least 1 byte, found 0");
    assertThatThrownBy(
            () -> FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path[0]))
        .hasMessage("FileSource: expected at least one input path");
  }

  @Test
  void a_source_is_bounded_unless_it_looks_for_new_files() {
    assertThat(lines(directory).build().getBoundedness()).isEqualTo(Boundedness.BOUNDED);
    assertThat(continuous(directory).getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
  }

  @Test
  void damaged_bytes_and_unknown_versions_are_refused() throws Exception {
    var serializer = lines(directory).build().getSplitSerializer();
    byte[] bytes = serializer.serialize(new FileSourceSplit("/x", 0, 5, 10, 3));
    assertThatThrownBy(() -> serializer.deserialize(2, bytes))
        .hasMessage("Unknown version of split of a file source: expected 1, found 2");
    assertThatThrownBy(() -> serializer.deserialize(1, java.util.Arrays.copyOf(bytes, 20)))
        .hasMessageStartingWith("Damaged split of a file source of 20 bytes: ");
    assertThatThrownBy(() -> serializer.deserialize(1, java.util.Arrays.copyOf(bytes, 99)))
        .hasMessageStartingWith("Damaged split of a file source: ");
  }

  private static FileSourceBuilder<String> lines(Path path) {
    return FileSource.forRecordStreamFormat(new TextLineInputFormat(), path);
  }

  private static FileSource<String> continuous(Path path) {
    return lines(path).monitorContinuously(Duration.ofMillis(10)).build();
  }

  private static List<String> readAll(FileSource<String> source) throws Exception {
    try (var driver = SourceDriver.start(source, 1)) {
      driver.search();
      driver.runUntilIdle();
      assertThat(driver.allEnded()).isTrue();
      return driver.output();
    }
  }
}
