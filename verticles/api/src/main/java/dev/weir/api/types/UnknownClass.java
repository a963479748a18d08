package dev.weir.api.types;

/** The error for a value whose class the declared type does not have. */
final class UnknownClass {

  private UnknownClass() {}

  static InvalidTypesException found(Object value, Class<?> declared) {
    return new InvalidTypesException(
        "found a value of class "
            + value.getClass().getName()
            + " where the type is declared as "
            + declared.getName()
            + "; make "
            + declared.getSimpleName()
            + " sealed, or declare the type as Types.ONE_OF("
            + declared.getSimpleName()
            + ".class, "
            + value.getClass().getSimpleName()
            + ".class)");
  }
}
