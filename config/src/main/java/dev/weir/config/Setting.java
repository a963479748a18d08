package dev.weir.config;

import static java.util.Objects.requireNonNull;

/** The text given for a key, and where it was given. */
public record Setting(String value, Origin origin) {

  public Setting {
    requireNonNull(value, "value is null");
    requireNonNull(origin, "origin is null");
  }
}
