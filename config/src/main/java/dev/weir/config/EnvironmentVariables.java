package dev.weir.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds settings among environment variables: {@code WEIR_CHECKPOINTING_MIN_PAUSE=1s}. */
final class EnvironmentVariables {

  /** Names the configuration file, and is no setting itself. */
  static final String FILE = "WEIR_CONFIG";

  private static final String PREFIX = "WEIR_";

  /** Kubernetes puts these into every container when there is a service called weir or weir-x. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "WEIR_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");

  private static final Pattern SERVICE_URI = Pattern.compile("(tcp|udp|sctp)://.*");

  private EnvironmentVariables() {}

  /** The settings found, by key; a variable that stands for no known key keeps a key of its own. */
  static Map<String, Setting> read(Map<String, String> environment, Set<String> knownKeys) {
    Map<String, String> keys = new TreeMap<>();
    knownKeys.forEach(key -> keys.put(variable(key), key));
    Map<String, Setting> settings = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (isMeantForWeir(name, value)) {
            String key = keys.getOrDefault(name, unknownKey(name));
            settings.put(key, new Setting(value, Origin.environmentVariable(name)));
          }
        });
    return settings;
  }

  static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static boolean isMeantForWeir(String name, String value) {
    return name.startsWith(PREFIX)
        && !name.equals(FILE)
        && !SERVICE_LINK.matcher(name).matches()
        && !(name.endsWith("_PORT") && SERVICE_URI.matcher(value).matches());
  }

  /** Close to the key that was meant, so that it can be suggested. */
  private static String unknownKey(String name) {
    return name.substring(PREFIX.length())
        .toLowerCase(Locale.ROOT)
        .replaceFirst("_", ".")
        .replace('_', '-');
  }
}
