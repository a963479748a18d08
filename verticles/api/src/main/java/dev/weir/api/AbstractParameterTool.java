package dev.weir.api;

import dev.weir.api.ExecutionConfig.GlobalJobParameters;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parameters of a program by name, with conversions. What was asked for is remembered. */
public abstract sealed class AbstractParameterTool extends GlobalJobParameters
    permits ParameterTool, MultipleParameterTool {

  /** The value of a parameter that was given without one, as in {@code --verbose}. */
  protected static final String NO_VALUE_KEY = "__NO_VALUE_KEY";

  private final Set<String> requested = ConcurrentHashMap.newKeySet();

  AbstractParameterTool() {}

  /** The names of all parameters. */
  abstract Set<String> names();

  /** The text of a parameter as it was given; null if it was not. */
  abstract @Nullable String lookUp(String key);

  /** The number of parameters. */
  public int getNumberOfParameters() {
    return names().size();
  }

  /** Whether a parameter was given, with a value or without. */
  public boolean has(String value) {
    requested.add(value);
    return names().contains(value);
  }

  /** The value of a parameter; null if it was not given, or without a value. */
  public @Nullable String get(String key) {
    requested.add(key);
    String value = lookUp(key);
    return NO_VALUE_KEY.equals(value) ? null : value;
  }

  /** The value of a parameter, or {@code defaultValue}. */
  public String get(String key, String defaultValue) {
    String value = get(key);
    return value == null ? defaultValue : value;
  }

  /**
   * The value of a parameter that must be given.
   *
   * @throws IllegalArgumentException if it was not; the message names it and those that were
   */
  public String getRequired(String key) {
    String value = get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "The parameter --"
              + key
              + " must be given with a value; "
              + (names().isEmpty() ? "none were given" : "given were " + new TreeSet<>(names())));
    }
    return value;
  }

  /** The parameters that were given, and that the program has not asked for so far. */
  public Set<String> getUnrequestedParameters() {
    Set<String> rest = new TreeSet<>(names());
    rest.removeAll(requested);
    return rest;
  }

  /** A required integer. */
  public int getInt(String key) {
    return convert(key, getRequired(key), "an integer", Integer::parseInt);
  }

  /** An integer, or {@code defaultValue}. */
  public int getInt(String key, int defaultValue) {
    return given(key)
        .map(v -> convert(key, v, "an integer", Integer::parseInt))
        .orElse(defaultValue);
  }

  /** A required long integer. */
  public long getLong(String key) {
    return convert(key, getRequired(key), "a long integer", Long::parseLong);
  }

  /** A long integer, or {@code defaultValue}. */
  public long getLong(String key, long defaultValue) {
    return given(key)
        .map(v -> convert(key, v, "a long integer", Long::parseLong))
        .orElse(defaultValue);
  }

  /** A required short integer. */
  public short getShort(String key) {
    return convert(key, getRequired(key), "a short integer", Short::parseShort);
  }

  /** A short integer, or {@code defaultValue}. */
  public short getShort(String key, short defaultValue) {
    return given(key)
        .map(v -> convert(key, v, "a short integer", Short::parseShort))
        .orElse(defaultValue);
  }

  /** A required byte. */
  public byte getByte(String key) {
    return convert(key, getRequired(key), "a byte", Byte::parseByte);
  }

  /** A byte, or {@code defaultValue}. */
  public byte getByte(String key, byte defaultValue) {
    return given(key).map(v -> convert(key, v, "a byte", Byte::parseByte)).orElse(defaultValue);
  }

  /** A required number. */
  public float getFloat(String key) {
    return convert(key, getRequired(key), "a number", Float::parseFloat);
  }

  /** A number, or {@code defaultValue}. */
  public float getFloat(String key, float defaultValue) {
    return given(key).map(v -> convert(key, v, "a number", Float::parseFloat)).orElse(defaultValue);
  }

  /** A required number. */
  public double getDouble(String key) {
    return convert(key, getRequired(key), "a number", Double::parseDouble);
  }

  /** A number, or {@code defaultValue}. */
  public double getDouble(String key, double defaultValue) {
    return given(key)
        .map(v -> convert(key, v, "a number", Double::parseDouble))
        .orElse(defaultValue);
  }

  /** A required truth value. */
  public boolean getBoolean(String key) {
    return convert(key, getRequired(key), "true or false", AbstractParameterTool::parseBoolean);
  }

  /** A truth value, or {@code defaultValue}. */
  public boolean getBoolean(String key, boolean defaultValue) {
    return given(key)
        .map(v -> convert(key, v, "true or false", AbstractParameterTool::parseBoolean))
        .orElse(defaultValue);
  }

  private Optional<String> given(String key) {
    return Optional.ofNullable(get(key));
  }

  private static boolean parseBoolean(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new IllegalArgumentException("neither true nor false");
  }

  private static <T> T convert(
      String key, String text, String expected, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The parameter --" + key + " must be " + expected + ", found '" + text + "'", e);
    }
  }

  @Override
  public abstract Map<String, String> toMap();
}
