package dev.weir.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code --key value}, {@code -key value} and {@code --flag}. */
final class ProgramArguments {

  private ProgramArguments() {}

  /** The values by key, in the order in which they were given. */
  static Map<String, List<String>> parse(String[] args) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    int next = 0;
    while (next < args.length) {
      String key = key(args, next);
      boolean hasValue = next + 1 < args.length && !isKey(args[next + 1]);
      String value = hasValue ? args[next + 1] : AbstractParameterTool.NO_VALUE_KEY;
      values.computeIfAbsent(key, unused -> new ArrayList<>()).add(value);
      next += hasValue ? 2 : 1;
    }
    return values;
  }

  private static String key(String[] args, int index) {
    String arg = args[index];
    String key =
        arg.startsWith("--") ? arg.substring(2) : arg.substring(arg.startsWith("-") ? 1 : 0);
    if (!arg.startsWith("-") || key.isEmpty()) {
      throw new IllegalArgumentException(
          "Argument "
              + (index + 1)
              + " of "
              + Arrays.toString(args)
              + " must be a key such as --input or -input, found '"
              + arg
              + "'");
    }
    return key;
  }

  /** A negative number is a value. */
  private static boolean isKey(String arg) {
    return arg.startsWith("-") && !isNumber(arg);
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
