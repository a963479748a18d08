package dev.weir.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a program, each with one value. Thread-safe. Made global by {@code
 * env.getConfig().setGlobalJobParameters(parameters)}.
 */
public final class ParameterTool extends AbstractParameterTool {

  private final Map<String, String> data;

  private ParameterTool(Map<String, String> data) {
    this.data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /**
   * Parameters of the form {@code --key value}, {@code -key value} or {@code --flag}. Of a key
   * given twice the last value counts.
   *
   * @throws IllegalArgumentException if an argument is neither a key nor the value of one
   */
  public static ParameterTool fromArgs(String[] args) {
    Map<String, String> last = new LinkedHashMap<>();
    ProgramArguments.parse(args)
        .forEach((key, values) -> last.put(key, values.get(values.size() - 1)));
    return new ParameterTool(last);
  }

  /**
   * The content of a Java properties file.
   *
   * @throws IOException if it cannot be read
   */
  public static ParameterTool fromPropertiesFile(String path) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      return fromPropertiesFile(in);
    }
  }

  /** The content of a Java properties file, which is not closed. */
  public static ParameterTool fromPropertiesFile(InputStream inputStream) throws IOException {
    Properties properties = new Properties();
    properties.load(inputStream);
    return fromProperties(properties);
  }

  /** The entries of a map. */
  public static ParameterTool fromMap(Map<String, String> map) {
    return new ParameterTool(map);
  }

  /** The system properties of the JVM. */
  public static ParameterTool fromSystemProperties() {
    return fromProperties(System.getProperties());
  }

  private static ParameterTool fromProperties(Properties properties) {
    Map<String, String> map = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return new ParameterTool(map);
  }

  /** These parameters and those of {@code other}, which win. */
  public ParameterTool mergeWith(ParameterTool other) {
    Map<String, String> merged = new LinkedHashMap<>(data);
    merged.putAll(other.data);
    return new ParameterTool(merged);
  }

  /** The parameters as properties. */
  public Properties getProperties() {
    Properties properties = new Properties();
    properties.putAll(data);
    return properties;
  }

  @Override
  Set<String> names() {
    return data.keySet();
  }

  @Override
  @Nullable String lookUp(String key) {
    return data.get(key);
  }

  /** The parameters by name, unmodifiable. */
  @Override
  public Map<String, String> toMap() {
    return data;
  }
}
