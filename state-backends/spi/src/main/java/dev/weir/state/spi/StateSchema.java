package dev.weir.state.spi;

/**
 * What a snapshot says of one keyed state.
 *
 * @param valueSchema {@link TypeSerializer#schema} of the value, the list element or the map value
 * @param mapKeySchema schema of the map's keys; empty unless {@code kind} is {@link StateKind#MAP}
 */
public record StateSchema(String name, StateKind kind, String valueSchema, String mapKeySchema) {

  public StateSchema {
    if ((kind == StateKind.MAP) == mapKeySchema.isEmpty()) {
      throw new IllegalArgumentException(
          "state '" + name + "' is a " + kind + " with map key schema '" + mapKeySchema + "'");
    }
  }

  public static StateSchema of(ValueStateSpec<?> spec) {
    return new StateSchema(spec.name(), StateKind.VALUE, spec.serializer().schema(), "");
  }

  public static StateSchema of(ListStateSpec<?> spec) {
    return new StateSchema(spec.name(), StateKind.LIST, spec.elementSerializer().schema(), "");
  }

  public static StateSchema of(MapStateSpec<?, ?> spec) {
    return new StateSchema(
        spec.name(), StateKind.MAP, spec.valueSerializer().schema(), spec.keySerializer().schema());
  }

  /**
   * Checks that state which was saved with this schema can be read as what the job declares.
   *
   * @param operator the operator's name, for the message
   * @throws IncompatibleStateException if not; names the operator, the state, found and expected
   */
  public void requireReadableAs(String operator, ValueStateSpec<?> spec) {
    require(operator, of(spec), kind == StateKind.VALUE && spec.serializer().canRead(valueSchema));
  }

  /** As {@link #requireReadableAs(String, ValueStateSpec)}, for a list. */
  public void requireReadableAs(String operator, ListStateSpec<?> spec) {
    require(
        operator,
        of(spec),
        kind == StateKind.LIST && spec.elementSerializer().canRead(valueSchema));
  }

  /** As {@link #requireReadableAs(String, ValueStateSpec)}, for a map. */
  public void requireReadableAs(String operator, MapStateSpec<?, ?> spec) {
    require(
        operator,
        of(spec),
        kind == StateKind.MAP
            && spec.valueSerializer().canRead(valueSchema)
            && spec.keySerializer().canRead(mapKeySchema));
  }

  /**
   * Checks that keys which were saved with another schema can be read.
   *
   * @throws IncompatibleStateException if not; names the operator, found and expected
   */
  public static void requireReadableKey(
      String operator, TypeSerializer<?> keySerializer, String writtenSchema) {
    if (!keySerializer.canRead(writtenSchema)) {
      throw new IncompatibleStateException(
          String.format(
              "Operator '%s' is keyed by %s, but its saved state is keyed by %s",
              operator, keySerializer.schema(), writtenSchema));
    }
  }

  /**
   * Checks that a state which is asked for again is declared as it was the first time.
   *
   * @throws IncompatibleStateException if not; names the operator, the state and both declarations
   */
  public void requireSame(String operator, StateSchema again) {
    if (!equals(again)) {
      throw new IncompatibleStateException(
          String.format(
              "State '%s' of operator '%s' is declared twice: as %s and as %s",
              name, operator, describe(), again.describe()));
    }
  }

  /** The declaration in words: {@code map from string to long}. */
  public String describe() {
    return kind == StateKind.MAP
        ? "map from " + mapKeySchema + " to " + valueSchema
        : kind + " of " + valueSchema;
  }

  private void require(String operator, StateSchema expected, boolean readable) {
    if (!readable) {
      throw new IncompatibleStateException(
          String.format(
              "State '%s' of operator '%s' was saved as %s and cannot be read as %s, which the job"
                  + " declares now",
              name, operator, describe(), expected.describe()));
    }
  }
}
