package dev.weir.state.spi;

/**
 * What a snapshot says of one keyed state.
 *
 * @param valueSchema {@link TypeSerializer#schema} of the value, the list element or the map value;
 *     empty for timers
 * @param mapKeySchema schema of the map's keys; empty unless {@code kind} is {@link StateKind#MAP}
 * @param scope what the state is {@linkplain KeyedStateBackend#namespaced namespaced} by; empty if
 *     it is under the key alone, and for timers
 * @param namespaceSchema schema of the namespaces of the scope or of the timers; else empty
 */
public record StateSchema(
    String name,
    StateKind kind,
    String valueSchema,
    String mapKeySchema,
    String scope,
    String namespaceSchema) {

  /** How the schema of values begins that bear the time of their last touch. */
  public static final String TIMESTAMPED = "timestamped ";

  public StateSchema {
    if (!isSound(kind, valueSchema, mapKeySchema, scope, namespaceSchema)) {
      throw new IllegalArgumentException(
          String.format(
              "state '%s' is a %s of '%s' with map key schema '%s', scope '%s' and namespaces '%s'",
              name, kind, valueSchema, mapKeySchema, scope, namespaceSchema));
    }
  }

  /** State under the key alone. */
  public StateSchema(String name, StateKind kind, String valueSchema, String mapKeySchema) {
    this(name, kind, valueSchema, mapKeySchema, "", "");
  }

  static boolean isSound(
      StateKind kind,
      String valueSchema,
      String mapKeySchema,
      String scope,
      String namespaceSchema) {
    if (kind == StateKind.TIMERS) {
      return valueSchema.isEmpty()
          && mapKeySchema.isEmpty()
          && scope.isEmpty()
          && !namespaceSchema.isEmpty();
    }
    return (kind == StateKind.MAP) != mapKeySchema.isEmpty()
        && scope.isEmpty() == namespaceSchema.isEmpty();
  }

  /** Timers, the values of which are their time and namespace. */
  public static StateSchema ofTimers(String name, TypeSerializer<?> namespaceSerializer) {
    return new StateSchema(name, StateKind.TIMERS, "", "", "", namespaceSerializer.schema());
  }

  /** The same state in a scope. */
  public StateSchema inScope(String newScope, TypeSerializer<?> namespaceSerializer) {
    return new StateSchema(
        name, kind, valueSchema, mapKeySchema, newScope, namespaceSerializer.schema());
  }

  /** Whether values bear the time of their last touch, since they expire. */
  public boolean isTimestamped() {
    return valueSchema.startsWith(TIMESTAMPED);
  }

  /** The schema of a value without the time of its last touch. */
  public static String withoutTimestamp(String schema) {
    return schema.startsWith(TIMESTAMPED) ? schema.substring(TIMESTAMPED.length()) : schema;
  }

  /** Whether an entry's key is followed by a namespace. */
  public boolean isNamespaced() {
    return !scope.isEmpty();
  }

  /** Whether this and another may not both be: timers have names of their own. */
  public boolean isNamedAs(StateSchema other) {
    return name.equals(other.name)
        && (kind == StateKind.TIMERS) == (other.kind == StateKind.TIMERS);
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
   * Whether it expires does not matter: backends add or remove the time of the last touch.
   *
   * @param operator the operator's name, for the message
   * @throws IncompatibleStateException if not; names the operator, the state, found and expected
   */
  public void requireReadableAs(String operator, ValueStateSpec<?> spec) {
    require(
        operator,
        of(spec),
        kind == StateKind.VALUE && spec.serializer().canRead(withoutTimestamp(valueSchema)));
  }

  /** As {@link #requireReadableAs(String, ValueStateSpec)}, for a list. */
  public void requireReadableAs(String operator, ListStateSpec<?> spec) {
    require(
        operator,
        of(spec),
        kind == StateKind.LIST && spec.elementSerializer().canRead(withoutTimestamp(valueSchema)));
  }

  /** As {@link #requireReadableAs(String, ValueStateSpec)}, for a map. */
  public void requireReadableAs(String operator, MapStateSpec<?, ?> spec) {
    require(
        operator,
        of(spec),
        kind == StateKind.MAP
            && spec.valueSerializer().canRead(withoutTimestamp(valueSchema))
            && spec.keySerializer().canRead(mapKeySchema));
  }

  /**
   * Checks that state which was saved with this schema is of the scope in which the job declares
   * it, and that its namespaces can be read.
   *
   * @param declared what the job declares
   * @throws IncompatibleStateException if not; names the operator, the state, found and expected
   */
  public void requireReadableIn(
      String operator, StateSchema declared, TypeSerializer<?> namespaceSerializer) {
    require(
        operator,
        declared,
        scope.equals(declared.scope)
            && kind == declared.kind
            && namespaceSerializer.canRead(namespaceSchema));
  }

  /**
   * Checks that the namespaces of saved state have the very form that the job declares, for a
   * backend that does not rewrite them.
   *
   * @throws IncompatibleStateException if not; names the operator, the state, found and expected
   */
  public void requireSameNamespaces(String operator, StateSchema declared) {
    require(operator, declared, namespaceSchema.equals(declared.namespaceSchema));
  }

  /**
   * Checks that state which was saved with this schema is under the key alone.
   *
   * @throws IncompatibleStateException if not; names the operator, the state, found and expected
   */
  public void requireNotNamespaced(String operator, StateSchema declared) {
    require(operator, declared, scope.isEmpty());
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
    return switch (kind) {
      case VALUE, LIST -> kind + " of " + valueSchema + describeScope();
      case MAP -> "map from " + mapKeySchema + " to " + valueSchema + describeScope();
      case TIMERS -> "timers with namespaces of " + namespaceSchema;
    };
  }

  private String describeScope() {
    return scope.isEmpty() ? "" : " in scope '" + scope + "' with namespaces of " + namespaceSchema;
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
