package dev.weir.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys below one prefix, read as what they stand for. */
record Section(Configuration configuration, String prefix) {

  private static final String NONE = "none";
  private static final String AUTO = "auto";

  Section section(String name) {
    return new Section(configuration, key(name));
  }

  String text(String name) {
    return configuration.setting(key(name)).value().strip();
  }

  Optional<String> textOrNone(String name) {
    return Optional.of(text(name)).filter(text -> !text.equals(NONE));
  }

  Optional<Secret> secretOrNone(String name) {
    return someOrNone(name, "a text that is not blank, or none").map(Secret::new);
  }

  /** Parts between commas; none: an empty list. */
  List<String> list(String name) {
    return someOrNone(name, "names between commas, or none").stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  boolean flag(String name) {
    return switch (text(name).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(name, "true or false");
    };
  }

  int integer(String name) {
    return integer(name, "a whole number");
  }

  OptionalInt integerOrAuto(String name) {
    return integerOr(name, AUTO);
  }

  OptionalInt integerOr(String name, String word) {
    return text(name).equals(word)
        ? OptionalInt.empty()
        : OptionalInt.of(integer(name, "a whole number or " + word));
  }

  double number(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw invalid(name, "a number");
    }
  }

  Duration duration(String name) {
    return DurationText.parse(text(name)).orElseThrow(() -> invalid(name, DurationText.EXPECTED));
  }

  Optional<Duration> durationOrNone(String name) {
    return textOrNone(name)
        .map(
            text ->
                DurationText.parse(text)
                    .orElseThrow(() -> invalid(name, DurationText.EXPECTED + ", or none")));
  }

  long bytes(String name) {
    return SizeText.parseBytes(text(name)).orElseThrow(() -> invalid(name, SizeText.EXPECTED));
  }

  Optional<Path> pathOrAuto(String name) {
    try {
      return isAuto(name) ? Optional.empty() : Optional.of(Path.of(text(name)));
    } catch (InvalidPathException e) {
      throw invalid(name, "a directory or auto");
    }
  }

  Optional<Path> pathOrNone(String name) {
    String expected = "a file or none";
    try {
      return someOrNone(name, expected).map(Path::of);
    } catch (InvalidPathException e) {
      throw invalid(name, expected);
    }
  }

  /** Blank is refused: it is what an environment variable holds that was meant to be set. */
  private Optional<String> someOrNone(String name, String expected) {
    Optional<String> text = textOrNone(name);
    if (text.filter(String::isBlank).isPresent()) {
      throw invalid(name, expected);
    }
    return text;
  }

  private boolean isAuto(String name) {
    return text(name).equals(AUTO);
  }

  /** A constant, in any case and with hyphens for underscores. */
  <E extends Enum<E>> E constant(String name, Class<E> type) {
    return constant(name, type, choices(type));
  }

  <E extends Enum<E>> Optional<E> constantOrAuto(String name, Class<E> type) {
    return isAuto(name)
        ? Optional.empty()
        : Optional.of(constant(name, type, "auto, " + choices(type)));
  }

  private <E extends Enum<E>> E constant(String name, Class<E> type, String expected) {
    String written = text(name).replace('-', '_').toUpperCase(Locale.ROOT);
    return Stream.of(type.getEnumConstants())
        .filter(constant -> constant.name().equals(written))
        .findFirst()
        .orElseThrow(() -> invalid(name, expected));
  }

  private static <E extends Enum<E>> String choices(Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
  }

  private int integer(String name, String expected) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw invalid(name, expected);
    }
  }

  private InvalidOptionException invalid(String name, String expected) {
    return new InvalidOptionException(key(name), text(name), expected);
  }

  private String key(String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }
}
