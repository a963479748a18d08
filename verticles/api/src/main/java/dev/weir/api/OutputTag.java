package dev.weir.api;

import dev.weir.api.types.TypeExtraction;
import dev.weir.api.types.TypeInformation;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Names a side output and its type. Made as an anonymous class, so that the type is known: {@code
 * new OutputTag<Tuple2<String, Long>>("late") {}}. Two tags with one id are the same tag.
 *
 * @param <T> the type of the records
 */
public class OutputTag<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final TypeInformation<T> typeInfo;

  /** Made as an anonymous class: mind the braces at the end. */
  public OutputTag(String id) {
    this.id = checkId(id);
    if (getClass() == OutputTag.class) {
      throw new IllegalArgumentException(
          "The type of output tag '"
              + id
              + "' is not known. Write new OutputTag<...>(\""
              + id
              + "\") {} with braces, or give the type as second argument");
    }
    this.typeInfo = TypeExtraction.typeOf(this, OutputTag.class, 0, "side output " + id);
  }

  /** With a given type. */
  public OutputTag(String id, TypeInformation<T> typeInfo) {
    this.id = checkId(id);
    this.typeInfo = typeInfo;
  }

  private static String checkId(String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("The id of an output tag must not be blank");
    }
    return id;
  }

  /** The id. */
  public String getId() {
    return id;
  }

  /** The type of the records. */
  public TypeInformation<T> getTypeInfo() {
    return typeInfo;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof OutputTag<?> that && that.id.equals(id);
  }

  @Override
  public final int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "OutputTag(" + id + ": " + typeInfo + ")";
  }
}
