package dev.weir.config;

/**
 * What was configured cannot be used; the user can mend it. The message names the key or the file,
 * what was found there and what was expected.
 */
public sealed class ConfigurationException extends IllegalArgumentException
    permits InvalidOptionException {

  private static final long serialVersionUID = 1;

  ConfigurationException(String message) {
    super(message);
  }

  ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
