package dev.weir.testing.simulation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fault to be planted in the protocol or in the part of the simulator that re-enacts the runtime.
 *
 * @param name what is wrong, as a sentence
 * @param type path of the class, below {@code dev/weir/protocol}, {@code dev/weir/state} or {@code
 *     dev/weir/testing}
 * @param original the code as it is; white space does not matter
 * @param mutated what is put in its place
 */
record Mutation(String name, String type, String original, String mutated) {

  private static final List<Path> SOURCES =
      List.of(
          Path.of("../protocol/src/main/java/dev/weir/protocol"),
          Path.of("../../state-backends/spi/src/main/java/dev/weir/state"),
          Path.of("src/main/java/dev/weir/testing"));

  Path file() {
    return SOURCES.stream()
        .map(folder -> folder.resolve(type + ".java"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the fault \"%s\" cannot be planted: no %s in %s"
                        .formatted(name, type, SOURCES)));
  }

  /** The source with the fault in it. */
  String plant(String source) {
    String pattern =
        Arrays.stream(original.strip().split("\\s+"))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+"));
    Matcher matcher = Pattern.compile(pattern).matcher(source);
    if (!matcher.find()) {
      throw new IllegalStateException(
          "the fault \"%s\" cannot be planted: %s has no more \"%s\""
              .formatted(name, type, original));
    }
    int start = matcher.start();
    int end = matcher.end();
    if (matcher.find()) {
      throw new IllegalStateException(
          "the fault \"%s\" cannot be planted: %s has \"%s\" twice"
              .formatted(name, type, original));
    }
    return source.substring(0, start) + mutated + source.substring(end);
  }

  @Override
  public String toString() {
    return name;
  }
}
