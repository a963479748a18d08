package dev.weir.testing.simulation;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fault to be planted in the protocol.
 *
 * @param name what is wrong, as a sentence
 * @param type simple path of the class, below {@code dev/weir/protocol}
 * @param original the code as it is; white space does not matter
 * @param mutated what is put in its place
 */
record Mutation(String name, String type, String original, String mutated) {

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
