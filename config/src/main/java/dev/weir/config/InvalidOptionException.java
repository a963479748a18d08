package dev.weir.config;

/** A known key has a value that cannot be. */
public final class InvalidOptionException extends ConfigurationException {

  private static final long serialVersionUID = 1;

  private final String key;
  private final String expected;

  InvalidOptionException(String key, Object found, String expected) {
    super(key + " is " + quoted(Secret.shown(key, found)) + ", expected " + expected);
    this.key = key;
    this.expected = expected;
  }

  private InvalidOptionException(InvalidOptionException cause, Setting setting) {
    super(
        "%s is %s (%s), expected %s"
            .formatted(
                cause.key,
                quoted(Secret.shown(cause.key, setting.value())),
                setting.origin(),
                cause.expected),
        cause);
    this.key = cause.key;
    this.expected = cause.expected;
  }

  /** The key whose value is wrong, as in {@code checkpointing.interval}. */
  public String key() {
    return key;
  }

  /** What would have been right, as the end of a sentence. */
  public String expected() {
    return expected;
  }

  /** The same complaint about the text that was written, with the place where it was written. */
  InvalidOptionException about(Setting setting) {
    return new InvalidOptionException(this, setting);
  }

  private static String quoted(Object found) {
    return "\"" + found + "\"";
  }
}
