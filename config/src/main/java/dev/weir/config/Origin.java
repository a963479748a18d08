package dev.weir.config;

import static java.util.Objects.requireNonNull;

/**
 * Where a value came from, in words for messages: {@code weir.yaml:3}, {@code command line}.
 *
 * @param description short, without brackets
 */
public record Origin(String description) {

  /** A value that the program set. */
  public static final Origin PROGRAM = new Origin("program");

  static final Origin COMMAND_LINE = new Origin("command line");

  public Origin {
    requireNonNull(description, "description is null");
  }

  static Origin line(String file, int line) {
    return new Origin(file + ":" + line);
  }

  static Origin environmentVariable(String name) {
    return new Origin("environment variable " + name);
  }

  @Override
  public String toString() {
    return description;
  }
}
