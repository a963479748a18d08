package dev.weir.api.types;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes a class a POJO: it is no inner class, has a constructor without arguments, and each
 * field that is neither static nor transient is public or has a getter and a setter.
 */
final class PojoRules {

  private PojoRules() {}

  /** Why the class is none; null if it is one. */
  static @Nullable String problem(Class<?> type) {
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers()) || type.isPrimitive()) {
      return "it cannot be instantiated";
    }
    if (type.getName().startsWith("java.")) {
      return "it belongs to the JDK";
    }
    if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
      return "it is an inner class; make it static";
    }
    if (!hasDefaultConstructor(type)) {
      return "it has no constructor without arguments that is not private";
    }
    return fieldProblem(type);
  }

  private static boolean hasDefaultConstructor(Class<?> type) {
    try {
      return !Modifier.isPrivate(type.getDeclaredConstructor().getModifiers());
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static @Nullable String fieldProblem(Class<?> type) {
    Set<String> names = new HashSet<>();
    List<Field> fields = fields(type);
    for (Field field : fields) {
      if (!names.add(field.getName())) {
        return "field '" + field.getName() + "' is declared twice in its hierarchy";
      }
      if (Modifier.isFinal(field.getModifiers())) {
        return "field '" + field.getName() + "' is final";
      }
      if (!Modifier.isPublic(field.getModifiers()) && !hasAccessors(type, field)) {
        return "field '" + field.getName() + "' is not public and has no getter and setter";
      }
    }
    return fields.isEmpty() ? "it has no fields" : null;
  }

  /** Those of superclasses first. */
  static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    Class<?> parent = type.getSuperclass();
    if (parent != null && parent != Object.class) {
      fields.addAll(fields(parent));
    }
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (!Modifier.isStatic(modifiers)
          && !Modifier.isTransient(modifiers)
          && !field.isSynthetic()) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static boolean hasAccessors(Class<?> type, Field field) {
    String name = field.getName();
    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return (hasMethod(type, "get" + capital)
            || hasMethod(type, "is" + capital)
            || hasMethod(type, name))
        && (hasMethod(type, "set" + capital, field.getType())
            || hasMethod(type, name, field.getType()));
  }

  private static boolean hasMethod(Class<?> type, String name, Class<?>... parameters) {
    try {
      type.getMethod(name, parameters);
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
