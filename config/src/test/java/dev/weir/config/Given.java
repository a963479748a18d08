package dev.weir.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Options as they come out of a command line. */
final class Given {

  private Given() {}

  static WeirOptions options(Map<String, String> commandLine) {
    return WeirOptions.of(configuration(commandLine));
  }

  /** What is said about one bad value. */
  static String complaintAbout(String key, String value) {
    return catchThrowableOfType(InvalidOptionException.class, () -> options(Map.of(key, value)))
        .getMessage();
  }

  static Configuration configuration(Map<String, String> commandLine) {
    return Configuration.load(
        new ConfigurationSources(
            Optional.empty(), Path.of("no-such-directory"), Map.of(), commandLine));
  }
}
