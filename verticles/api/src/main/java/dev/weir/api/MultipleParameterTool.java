package dev.weir.api;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a program, each with any number of values: {@code --input a --input b}. The
 * methods for one value take the last. Thread-safe.
 */
public final class MultipleParameterTool extends AbstractParameterTool {

  private final Map<String, List<String>> data;

  private MultipleParameterTool(Map<String, List<String>> data) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    data.forEach((key, values) -> copy.put(key, List.copyOf(values)));
    this.data = Collections.unmodifiableMap(copy);
  }

  /**
   * Parameters of the form {@code --key value}, {@code -key value} or {@code --flag}.
   *
   * @throws IllegalArgumentException if an argument is neither a key nor the value of one
   */
  public static MultipleParameterTool fromArgs(String[] args) {
    return new MultipleParameterTool(ProgramArguments.parse(args));
  }

  /** All values of a parameter, in order; null if it was not given. */
  public @Nullable Collection<String> getMultiParameter(String key) {
    has(key);
    return data.get(key);
  }

  /**
   * All values of a parameter, in order.
   *
   * @throws IllegalArgumentException if it was not given
   */
  public Collection<String> getMultiParameterRequired(String key) {
    getRequired(key);
    return data.getOrDefault(key, List.of());
  }

  @Override
  Set<String> names() {
    return data.keySet();
  }

  @Override
  @Nullable String lookUp(String key) {
    List<String> values = data.get(key);
    return values == null ? null : values.get(values.size() - 1);
  }

  /** The last value of each parameter. */
  @Override
  public Map<String, String> toMap() {
    Map<String, String> last = new LinkedHashMap<>();
    data.forEach((key, values) -> last.put(key, values.get(values.size() - 1)));
    return last;
  }
}
