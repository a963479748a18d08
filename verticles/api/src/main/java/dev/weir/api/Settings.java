package dev.weir.api;

import dev.weir.config.Configuration;
import dev.weir.config.ConfigurationSources;
import dev.weir.config.WeirOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The options of one environment, as the program changes them. */
final class Settings {

  private Configuration configuration;

  Settings(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Those of the process: file, environment variables, and {@code java -Dkey=value}. */
  static Configuration ofProcess() {
    Map<String, String> properties = new HashMap<>();
    for (String key : Configuration.defaults().settings().keySet()) {
      String value = System.getProperty(key);
      if (value != null) {
        properties.put(key, value);
      }
    }
    return Configuration.load(ConfigurationSources.ofProcess(properties));
  }

  Configuration configuration() {
    return configuration;
  }

  /** The same, typed and checked. */
  WeirOptions options() {
    return WeirOptions.of(configuration);
  }

  /** Whether nobody has set an option that has {@code auto} for its default. */
  boolean isAuto(String key) {
    return configuration.get(key).strip().equals("auto");
  }

  void change(UnaryOperator<Configuration> change) {
    configuration = change.apply(configuration);
  }
}
