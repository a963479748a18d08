package dev.weir.config;

import java.nio.charset.StandardCharsets;

/** A text that must not be shown: it has no string form, and errors about it do not quote it. */
public final class Secret {

  private static final String HIDDEN = "***";

  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /** The secret itself, in UTF-8. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  int length() {
    return text.length();
  }

  boolean isBlank() {
    return text.isBlank();
  }

  /** What an error may show of the value of a key. */
  static String shown(String key, Object value) {
    String text = value.toString();
    boolean given = !text.isBlank() && !text.equals("none");
    return given && isKeyOfSecret(key) ? HIDDEN : value.toString();
  }

  static boolean isKeyOfSecret(String key) {
    return key.matches("(.*[.-])?(secret|token|password)");
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Secret other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return HIDDEN;
  }
}
