package dev.weir.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every key that there is, with its text and where that came from. Immutable.
 *
 * <p>In order of increasing strength: {@code reference.yaml}, a file, the environment, the command
 * line, and what the program sets by {@link #with}. The keys are those of {@code reference.yaml};
 * any other is refused with the name of the key that was probably meant. Whether a value makes
 * sense is found out by {@link WeirOptions#of}.
 */
public final class Configuration {

  private static final long MAX_FILE_BYTES = 1 << 20;

  private static final Configuration DEFAULTS = new Configuration(reference());

  private final SortedMap<String, Setting> settings;

  private Configuration(SortedMap<String, Setting> settings) {
    this.settings = Collections.unmodifiableSortedMap(settings);
  }

  /** The content of {@code reference.yaml}, nothing else. */
  public static Configuration defaults() {
    return DEFAULTS;
  }

  /**
   * @throws ConfigurationException if a file cannot be read, or a source holds an unknown key
   */
  public static Configuration load(ConfigurationSources sources) {
    Set<String> known = DEFAULTS.settings.keySet();
    Configuration loaded = DEFAULTS;
    Path file = sources.fileToRead().orElse(null);
    if (file != null) {
      loaded = loaded.withAll(YamlSettings.read(file.toString(), content(file)));
    }
    return loaded
        .withAll(EnvironmentVariables.read(sources.environment(), known))
        .withAll(commandLine(sources.commandLine()));
  }

  /** Every key, in order, with its text and origin. */
  public SortedMap<String, Setting> settings() {
    return settings;
  }

  /**
   * @throws ConfigurationException if there is no such key
   */
  public String get(String key) {
    return setting(key).value();
  }

  /**
   * @throws ConfigurationException if there is no such key
   */
  public Origin origin(String key) {
    return setting(key).origin();
  }

  /** Whether the value of a key must not be shown. */
  public boolean isSecret(String key) {
    return Secret.isKeyOfSecret(key);
  }

  /**
   * The text of a key as it may be shown: that of a secret is hidden.
   *
   * @throws ConfigurationException if there is no such key
   */
  public String shown(String key) {
    return Secret.shown(key, get(key));
  }

  /**
   * This configuration with a value that the program sets.
   *
   * @throws ConfigurationException if there is no such key
   */
  public Configuration with(String key, String value) {
    return withAll(Map.of(key, new Setting(value, Origin.PROGRAM)));
  }

  /** As {@link #with(String, String)}. */
  public Configuration with(String key, Duration value) {
    return with(key, DurationText.format(value));
  }

  /** As {@link #with(String, String)}; a size is given in bytes. */
  public Configuration with(String key, long value) {
    return with(key, Long.toString(value));
  }

  /** As {@link #with(String, String)}. */
  public Configuration with(String key, double value) {
    return with(key, Double.toString(value));
  }

  /** As {@link #with(String, String)}. */
  public Configuration with(String key, boolean value) {
    return with(key, Boolean.toString(value));
  }

  /** As {@link #with(String, String)}. */
  public Configuration with(String key, Enum<?> value) {
    return with(key, value.name());
  }

  Setting setting(String key) {
    Setting setting = settings.get(requireNonNull(key, "key is null"));
    if (setting == null) {
      throw unknown(key, Origin.PROGRAM);
    }
    return setting;
  }

  private Configuration withAll(Map<String, Setting> stronger) {
    SortedMap<String, Setting> merged = new TreeMap<>(settings);
    stronger.forEach(
        (key, setting) -> {
          if (merged.replace(key, setting) == null) {
            throw unknown(key, setting.origin());
          }
        });
    return new Configuration(merged);
  }

  private ConfigurationException unknown(String key, Origin origin) {
    String section = key + ".";
    String inside =
        settings.keySet().stream()
            .filter(known -> known.startsWith(section))
            .collect(Collectors.joining(", "));
    if (!inside.isEmpty()) {
      return new ConfigurationException(
          "%s (%s) is a section, expected one of its keys: %s".formatted(key, origin, inside));
    }
    String hint =
        NearestKey.of(key, settings.keySet())
            .map(near -> "did you mean " + near + "?")
            .orElse("the keys are listed in reference.yaml");
    return new ConfigurationException("unknown key %s (%s), %s".formatted(key, origin, hint));
  }

  private static Map<String, Setting> commandLine(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, pair -> new Setting(pair.getValue(), Origin.COMMAND_LINE)));
  }

  private static SortedMap<String, Setting> reference() {
    try (InputStream in = Configuration.class.getResourceAsStream("/reference.yaml")) {
      String text =
          new String(
              requireNonNull(in, "reference.yaml is missing from the jar").readAllBytes(),
              StandardCharsets.UTF_8);
      return new TreeMap<>(YamlSettings.read("reference.yaml", text));
    } catch (IOException e) {
      throw new UncheckedIOException("reference.yaml cannot be read from the jar", e);
    }
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new ConfigurationException(
            "the configuration file %s has %d bytes, expected at most %d"
                .formatted(file, Files.size(file), MAX_FILE_BYTES));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          "the configuration file %s cannot be read: %s".formatted(file, e), e);
    }
  }
}
