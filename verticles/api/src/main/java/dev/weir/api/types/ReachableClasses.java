package dev.weir.api.types;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** The classes of an application that values of some classes can be made of, by their fields. */
final class ReachableClasses {

  private final Set<Class<?>> found = new LinkedHashSet<>();
  private final Set<Class<?>> seen = new LinkedHashSet<>();
  private final Deque<Class<?>> waiting = new ArrayDeque<>();

  private ReachableClasses() {}

  static Set<Class<?>> of(Collection<Class<?>> roots) {
    ReachableClasses search = new ReachableClasses();
    roots.forEach(search::mention);
    while (!search.waiting.isEmpty()) {
      search.lookAt(search.waiting.remove());
    }
    return Set.copyOf(search.found);
  }

  private void mention(Type type) {
    if (type instanceof Class<?> c) {
      if (seen.add(c)) {
        waiting.add(c);
      }
    } else if (type instanceof ParameterizedType p) {
      mention(p.getRawType());
      for (Type argument : p.getActualTypeArguments()) {
        mention(argument);
      }
    } else if (type instanceof GenericArrayType a) {
      mention(a.getGenericComponentType());
    } else if (type instanceof WildcardType w) {
      mention(w.getUpperBounds()[0]);
    }
  }

  private void lookAt(Class<?> type) {
    if (type.isArray()) {
      mention(type.getComponentType());
    } else if (type.isSealed()) {
      TypeReflection.concrete(type).forEach(this::mention);
    }
    if (type.isPrimitive() || type.isArray() || type.getName().startsWith("java.")) {
      return;
    }
    if (!type.isInterface() && !Modifier.isAbstract(type.getModifiers()) || type.isEnum()) {
      found.add(type);
    }
    lookAtFields(type);
  }

  private void lookAtFields(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        boolean data = !Modifier.isStatic(field.getModifiers()) && !field.isEnumConstant();
        if (data && !Modifier.isTransient(field.getModifiers())) {
          mention(field.getGenericType());
        }
      }
    }
  }
}
