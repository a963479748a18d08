package dev.weir.connector.file;

import java.io.Serializable;

/**
 * How the names of part files begin and end.
 *
 * @param getPartPrefix what they begin with; readers pass over {@code .} and {@code _}, so it may
 *     begin with neither
 * @param getPartSuffix what they end with, as in {@code .csv}; may be empty
 */
public record OutputFileConfig(String getPartPrefix, String getPartSuffix) implements Serializable {

  /** Checks that the names are good for files and visible. */
  public OutputFileConfig {
    if (getPartPrefix.isEmpty() || getPartPrefix.startsWith(".") || getPartPrefix.startsWith("_")) {
      throw new IllegalArgumentException(
          "Prefix of part files: expected one that begins with neither '.' nor '_', found '"
              + getPartPrefix
              + "'");
    }
    if ((getPartPrefix + getPartSuffix).matches("(?s).*[/\\\\\\x00].*")) {
      throw new IllegalArgumentException(
          "Prefix and suffix of part files: expected no path separator, found '"
              + getPartPrefix
              + "' and '"
              + getPartSuffix
              + "'");
    }
  }

  /** Begins a configuration with the prefix {@code part} and no suffix. */
  public static OutputFileConfigBuilder builder() {
    return new OutputFileConfigBuilder();
  }

  /** Collects prefix and suffix. */
  public static final class OutputFileConfigBuilder {

    private String partPrefix = "part";
    private String partSuffix = "";

    private OutputFileConfigBuilder() {}

    /** Sets what the names begin with. */
    public OutputFileConfigBuilder withPartPrefix(String prefix) {
      this.partPrefix = prefix;
      return this;
    }

    /** Sets what the names end with. */
    public OutputFileConfigBuilder withPartSuffix(String suffix) {
      this.partSuffix = suffix;
      return this;
    }

    /** Makes the configuration. */
    public OutputFileConfig build() {
      return new OutputFileConfig(partPrefix, partSuffix);
    }
  }
}
