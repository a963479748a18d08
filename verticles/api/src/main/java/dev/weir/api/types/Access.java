package dev.weir.api.types;

import dev.weir.api.types.StructType.Component;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.List;
import java.util.Objects;

/** Method handles on the fields and constructors of user classes, private ones too. */
final class Access {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private Access() {}

  /** Handles of type {@code (Object)Object}. */
  static MethodHandle[] getters(List<Component> components) {
    MethodHandle[] getters = new MethodHandle[components.size()];
    for (int i = 0; i < getters.length; i++) {
      getters[i] = getter(components.get(i)).asType(MethodType.genericMethodType(1));
    }
    return getters;
  }

  /** A handle from the owner to the field, both of their own types. */
  static MethodHandle getter(Component component) {
    try {
      return LOOKUP.unreflectGetter(open(Objects.requireNonNull(component.javaField())));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("no access to field " + component.javaField(), e);
    }
  }

  /** Handles of type {@code (Object,Object)void}. */
  static MethodHandle[] setters(List<Component> components) {
    MethodHandle[] setters = new MethodHandle[components.size()];
    MethodType type = MethodType.methodType(void.class, Object.class, Object.class);
    for (int i = 0; i < setters.length; i++) {
      setters[i] = setter(components.get(i)).asType(type);
    }
    return setters;
  }

  /** A handle that takes the owner and the field, both of their own types. */
  static MethodHandle setter(Component component) {
    Field field = Objects.requireNonNull(component.javaField());
    try {
      return LOOKUP.unreflectSetter(open(field));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("no access to field " + field, e);
    }
  }

  static MethodHandle constructor(Class<?> type, Class<?>... parameters) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      return LOOKUP.unreflectConstructor(open(constructor));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalStateException("no access to the constructor of " + type.getName(), e);
    }
  }

  private static <A extends AccessibleObject & java.lang.reflect.Member> A open(A member) {
    try {
      member.setAccessible(true);
      return member;
    } catch (InaccessibleObjectException e) {
      Class<?> owner = member.getDeclaringClass();
      throw new InvalidTypesException(
          "module "
              + owner.getModule().getName()
              + " must open package "
              + owner.getPackageName()
              + " to the API, because "
              + owner.getName()
              + " is a type of the data",
          e);
    }
  }

  /** A method handle has thrown: errors and unchecked exceptions of user code go on as they are. */
  static RuntimeException rethrown(Throwable thrown, Class<?> owner) {
    if (thrown instanceof RuntimeException e) {
      return e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    return new IllegalStateException("the constructor of " + owner.getName() + " failed", thrown);
  }
}
