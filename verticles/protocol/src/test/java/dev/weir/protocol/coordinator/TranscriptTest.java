package dev.weir.protocol.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the conversations in the resources; {@code -Drewrite=true} writes down what was said. */
class TranscriptTest {

  private static final Path FOLDER = Path.of("src/test/resources/coordinator");

  static List<Path> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void conversation_goes_as_written(Path transcript) throws IOException {
    List<String> written = Files.readAllLines(transcript);
    List<String> played = new Conversation().play(written);
    if (Boolean.getBoolean("rewrite")) {
      Files.write(transcript, played);
    }
    assertThat(String.join("\n", played))
        .isEqualTo(String.join("\n", Files.readAllLines(transcript)));
  }
}
