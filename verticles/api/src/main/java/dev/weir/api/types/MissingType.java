package dev.weir.api.types;

/** In place of a type that could not be found. Throws when it is used. */
final class MissingType<T> extends TypeInformation<T> {

  private final String message;

  MissingType(String message) {
    super(TypeReflection.generic(Object.class));
    this.message = message;
  }

  private InvalidTypesException missing() {
    return new InvalidTypesException(message);
  }

  @Override
  public boolean isMissing() {
    return true;
  }

  @Override
  public Class<T> getTypeClass() {
    throw missing();
  }

  @Override
  public String keyTypeProblem() {
    throw missing();
  }

  @Override
  BaseSerializer<T> serializer(SerializerScope scope) {
    throw missing();
  }

  @Override
  public String toString() {
    return "unknown";
  }
}
