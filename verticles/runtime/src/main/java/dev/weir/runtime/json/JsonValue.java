package dev.weir.runtime.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value in JSON that somebody else wrote, and the way to it. It is read as what it is to be;
 * nothing is converted. Whatever is something else, or is not there, is a {@link
 * MalformedJsonException} that names it, says what was found, and what was expected.
 */
public final class JsonValue {

  private static final int SHOWN_LENGTH = 80;

  private final String what;
  private final @Nullable JsonValue parent;
  private final String name;
  private final @Nullable Object found;

  private JsonValue(String what, @Nullable JsonValue parent, String name, @Nullable Object found) {
    this.what = what;
    this.parent = parent;
    this.name = name;
    this.found = found;
  }

  /**
   * @param what the name of the whole, for messages; empty: they begin with the field
   */
  public static JsonValue of(String what, @Nullable Object json) {
    return new JsonValue(what, null, "", json);
  }

  /** A field of this object. */
  public JsonValue get(String field) {
    return new JsonValue(what, this, field, object().getValue(field));
  }

  /** A field that may be missing. */
  public Optional<JsonValue> optional(String field) {
    JsonValue value = get(field);
    return value.found == null ? Optional.empty() : Optional.of(value);
  }

  /** The names of the fields of this object. */
  public Set<String> names() {
    return object().fieldNames();
  }

  public JsonObject object() {
    if (found instanceof JsonObject json) {
      return json;
    }
    throw malformed("an object");
  }

  /** The elements of this list. */
  public List<JsonValue> elements() {
    JsonArray array = array();
    List<JsonValue> elements = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      elements.add(new JsonValue(what, this, "[" + i + "]", array.getValue(i)));
    }
    return elements;
  }

  /** The elements of this list, which has exactly so many. */
  public List<JsonValue> elements(int size) {
    JsonArray array = array();
    if (array.size() != size) {
      throw new MalformedJsonException(
          "%s has %d elements, expected %d".formatted(path(), array.size(), size));
    }
    return elements();
  }

  private JsonArray array() {
    if (found instanceof JsonArray array) {
      return array;
    }
    throw malformed("a list");
  }

  public String text() {
    if (found instanceof String text) {
      return text;
    }
    throw malformed("a text");
  }

  /** A text of at least one character. */
  public String name() {
    if (found instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw malformed("a text that is not empty");
  }

  /** Bytes in base 64, as {@link JsonArray} writes them. */
  public byte[] bytes() {
    try {
      return Base64.getUrlDecoder().decode(text());
    } catch (IllegalArgumentException e) {
      throw malformed("bytes in base 64");
    }
  }

  public boolean flag() {
    if (found instanceof Boolean flag) {
      return flag;
    }
    throw malformed("true or false");
  }

  /** A whole number. */
  public long number() {
    return number(Long.MIN_VALUE, Long.MAX_VALUE, "a whole number");
  }

  public long atLeast(long least) {
    return number(least, Long.MAX_VALUE, "a whole number, at least " + least);
  }

  public int smallAtLeast(int least) {
    return (int)
        number(
            least,
            Integer.MAX_VALUE,
            "a whole number from %d to %d".formatted(least, Integer.MAX_VALUE));
  }

  private long number(long least, long most, String expected) {
    if (found instanceof Integer || found instanceof Long) {
      long number = ((Number) found).longValue();
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw malformed(expected);
  }

  /** A constant by its name. */
  public <E extends Enum<E>> E oneOf(Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(found)) {
        return constant;
      }
    }
    throw malformed("one of " + Arrays.toString(type.getEnumConstants()));
  }

  /** The error that this value is something else than was expected. */
  public MalformedJsonException malformed(String expected) {
    return new MalformedJsonException("%s is %s, expected %s".formatted(path(), shown(), expected));
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (JsonValue at = this; at != null; at = at.parent) {
      boolean separated = !path.isEmpty() && path.charAt(0) != '[' && !at.name.isEmpty();
      path.insert(0, separated ? shortened(at.name) + "." : shortened(at.name));
    }
    if (what.isEmpty()) {
      return path.toString();
    }
    return path.isEmpty() ? what : what + ": " + path;
  }

  private String shown() {
    if (found == null) {
      return "missing";
    }
    if (found instanceof JsonObject) {
      return "an object";
    }
    if (found instanceof JsonArray) {
      return "a list";
    }
    return found instanceof String text
        ? "'" + shortened(text) + "'"
        : shortened(String.valueOf(found));
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "...";
  }
}
