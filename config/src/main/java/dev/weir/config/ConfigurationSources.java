package dev.weir.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a process finds its settings, besides {@code reference.yaml}.
 *
 * @param file the file named by the user, which must exist; empty: the one that {@code WEIR_CONFIG}
 *     names, which must exist, or else {@code weir.yaml} in the directory, if it is there
 * @param directory where the process was started
 * @param environment environment variables
 * @param commandLine keys and values given as {@code -Dkey=value}
 */
public record ConfigurationSources(
    Optional<Path> file,
    Path directory,
    Map<String, String> environment,
    Map<String, String> commandLine) {

  public ConfigurationSources {
    requireNonNull(file, "file is null");
    requireNonNull(directory, "directory is null");
    environment = Map.copyOf(environment);
    commandLine = Map.copyOf(commandLine);
  }

  /** This process: its environment, its working directory, and the given command line. */
  public static ConfigurationSources ofProcess(Map<String, String> commandLine) {
    return new ConfigurationSources(Optional.empty(), Path.of(""), System.getenv(), commandLine);
  }

  /** The same with a file named on the command line. */
  public ConfigurationSources withFile(Path named) {
    return new ConfigurationSources(Optional.of(named), directory, environment, commandLine);
  }

  Optional<Path> fileToRead() {
    if (file.isPresent()) {
      return Optional.of(existing(file.get(), "command line"));
    }
    String named = environment.get(EnvironmentVariables.FILE);
    if (named != null) {
      return Optional.of(existing(Path.of(named), "environment variable WEIR_CONFIG"));
    }
    return Optional.of(directory.resolve("weir.yaml")).filter(Files::isRegularFile);
  }

  private Path existing(Path path, String namedBy) {
    Path resolved = directory.resolve(path);
    if (!Files.isRegularFile(resolved)) {
      throw new ConfigurationException(
          "the configuration file %s (%s) is not there, expected a YAML file"
              .formatted(resolved, namedBy));
    }
    return resolved;
  }
}
