package dev.weir.api.types;

import dev.weir.api.tuple.Tuple;
import dev.weir.api.tuple.Tuple0;
import dev.weir.api.types.StructType.Component;
import dev.weir.api.types.StructType.Kind;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the type of a Java type by reflection. One instance serves one search. */
final class TypeReflection {

  /** Classes that are being looked at, from the outermost inwards. */
  private final Map<Type, List<RecursiveType<?>>> open = new LinkedHashMap<>();

  private TypeReflection() {}

  static TypeInformation<?> typeOf(Type type) {
    return typeOf(type, Map.of());
  }

  /**
   * @throws InvalidTypesException if a type variable is not bound, or type arguments are missing
   */
  static TypeInformation<?> typeOf(
      Type type, Map<TypeVariable<?>, ? extends TypeInformation<?>> bindings) {
    return new TypeReflection().find(type, new HashMap<>(bindings));
  }

  static TypeInformation<?> pojo(Class<?> type) {
    String problem = PojoRules.problem(type);
    if (problem != null) {
      throw new InvalidTypesException(type.getName() + " is no POJO: " + problem);
    }
    return new TypeReflection().once(type, type, new HashMap<>());
  }

  /** The caller knows what the type is of. */
  @SuppressWarnings("unchecked")
  static <T> TypeInformation<T> typed(TypeInformation<?> type) {
    return (TypeInformation<T>) type;
  }

  /** The class object of a generic type. */
  @SuppressWarnings("unchecked")
  static <T> Class<T> generic(Class<?> type) {
    return (Class<T>) type;
  }

  private TypeInformation<?> find(Type type, Map<TypeVariable<?>, TypeInformation<?>> bindings) {
    if (type instanceof Class<?> c) {
      return ofClass(c);
    }
    if (type instanceof ParameterizedType p) {
      return ofParameterized(p, bindings);
    }
    if (type instanceof GenericArrayType a) {
      return new ArrayType<>(find(a.getGenericComponentType(), bindings));
    }
    if (type instanceof WildcardType w) {
      return find(w.getUpperBounds()[0], bindings);
    }
    TypeInformation<?> bound = bindings.get(type);
    if (bound == null) {
      throw new InvalidTypesException(
          "type variable " + type + " is not known; name the type with a TypeHint");
    }
    return bound;
  }

  private TypeInformation<?> ofClass(Class<?> type) {
    Class<?> boxed = boxed(type);
    BasicType<?> basic = BasicType.find(boxed);
    if (basic != null) {
      return basic;
    }
    if (type.isArray()) {
      return new ArrayType<>(ofClass(type.getComponentType()));
    }
    if (type.getTypeParameters().length > 0 && !type.isInterface() || isContainer(type)) {
      throw new InvalidTypesException(
          type.getSimpleName()
              + " has type parameters; name them: new TypeHint<"
              + type.getSimpleName()
              + "<...>>() {}");
    }
    return once(type, type, new HashMap<>());
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  private static boolean isContainer(Class<?> type) {
    return type == List.class || type == Collection.class || type == Set.class || type == Map.class;
  }

  private TypeInformation<?> ofParameterized(
      ParameterizedType type, Map<TypeVariable<?>, TypeInformation<?>> bindings) {
    Class<?> raw = (Class<?>) type.getRawType();
    List<TypeInformation<?>> arguments = new ArrayList<>();
    if (raw == Class.class) {
      return GenericType.of(raw, List.of());
    }
    for (Type argument : type.getActualTypeArguments()) {
      arguments.add(find(argument, bindings));
    }
    if (Tuple.class.isAssignableFrom(raw)) {
      return StructType.tuple(arguments);
    }
    TypeInformation<?> container = container(raw, arguments);
    return container != null ? container : once(type, raw, bind(raw, arguments));
  }

  private static @Nullable TypeInformation<?> container(
      Class<?> raw, List<TypeInformation<?>> arguments) {
    if (raw == List.class || raw == Collection.class || raw == ArrayList.class) {
      return CollectionType.list(arguments.get(0));
    }
    if (raw == Set.class || raw == HashSet.class || raw == LinkedHashSet.class) {
      return CollectionType.set(arguments.get(0));
    }
    if (raw == Map.class || raw == HashMap.class || raw == LinkedHashMap.class) {
      return new MapType<>(arguments.get(0), arguments.get(1));
    }
    return raw == Optional.class ? new OptionalType<>(arguments.get(0)) : null;
  }

  private static Map<TypeVariable<?>, TypeInformation<?>> bind(
      Class<?> raw, List<TypeInformation<?>> arguments) {
    Map<TypeVariable<?>, TypeInformation<?>> bindings = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      bindings.put(raw.getTypeParameters()[i], arguments.get(i));
    }
    return bindings;
  }

  /** Looks at a class of fields or subclasses unless it is being looked at already. */
  private TypeInformation<?> once(
      Type key, Class<?> raw, Map<TypeVariable<?>, TypeInformation<?>> bindings) {
    List<RecursiveType<?>> mentions = open.get(key);
    if (mentions != null) {
      RecursiveType<?> mention = new RecursiveType<>(raw);
      mentions.add(mention);
      return mention;
    }
    List<RecursiveType<?>> own = new ArrayList<>();
    open.put(key, own);
    TypeInformation<?> found = structured(raw, bindings);
    open.remove(key);
    own.forEach(mention -> mention.pointTo(found));
    return found;
  }

  private TypeInformation<?> structured(
      Class<?> raw, Map<TypeVariable<?>, TypeInformation<?>> bindings) {
    if (raw.isEnum()) {
      return EnumType.erased(raw);
    }
    if (raw.isRecord()) {
      return record(raw, bindings);
    }
    if (raw == Tuple0.class) {
      return StructType.tuple(List.of());
    }
    if (raw.isSealed() && Modifier.isAbstract(raw.getModifiers())) {
      return sealed(raw);
    }
    return PojoRules.problem(raw) == null ? struct(raw, bindings) : GenericType.of(raw, List.of());
  }

  private TypeInformation<?> record(
      Class<?> raw, Map<TypeVariable<?>, TypeInformation<?>> bindings) {
    List<Component> components = new ArrayList<>();
    for (RecordComponent component : raw.getRecordComponents()) {
      components.add(
          component(component.getName(), component.getGenericType(), fieldOf(component), bindings));
    }
    return new StructType<>(Kind.RECORD, raw, components);
  }

  private Component component(
      String name, Type type, Field field, Map<TypeVariable<?>, TypeInformation<?>> bindings) {
    try {
      return new Component(name, find(type, bindings), field);
    } catch (InvalidTypesException e) {
      throw new InvalidTypesException(
          "field '" + name + "' of " + field.getDeclaringClass().getName() + ": " + e.getMessage(),
          e);
    }
  }

  private static Field fieldOf(RecordComponent component) {
    try {
      return component.getDeclaringRecord().getDeclaredField(component.getName());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("a record has a field for each component", e);
    }
  }

  private TypeInformation<?> struct(
      Class<?> raw, Map<TypeVariable<?>, TypeInformation<?>> bindings) {
    List<Component> components = new ArrayList<>();
    for (Field field : PojoRules.fields(raw)) {
      Map<TypeVariable<?>, TypeInformation<?>> inherited =
          field.getDeclaringClass() == raw ? bindings : bindingsOf(raw, field, bindings);
      components.add(component(field.getName(), field.getGenericType(), field, inherited));
    }
    return new StructType<>(Kind.POJO, raw, components);
  }

  /** What the type variables of a superclass are, for a field declared there. */
  private Map<TypeVariable<?>, TypeInformation<?>> bindingsOf(
      Class<?> raw, Field field, Map<TypeVariable<?>, TypeInformation<?>> bindings) {
    Map<TypeVariable<?>, TypeInformation<?>> current = bindings;
    for (Class<?> c = raw; c != field.getDeclaringClass(); c = c.getSuperclass()) {
      List<TypeInformation<?>> arguments = new ArrayList<>();
      if (c.getGenericSuperclass() instanceof ParameterizedType p) {
        for (Type argument : p.getActualTypeArguments()) {
          arguments.add(find(argument, current));
        }
      }
      current = bind(c.getSuperclass(), arguments);
    }
    return current;
  }

  private TypeInformation<?> sealed(Class<?> raw) {
    List<TypeInformation<?>> members = new ArrayList<>();
    concrete(raw).forEach(member -> members.add(ofClass(member)));
    return new OneOfType<>(raw, members);
  }

  /** The permitted subclasses, and theirs. */
  static List<Class<?>> concrete(Class<?> sealed) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed() && Modifier.isAbstract(permitted.getModifiers())) {
        concrete(permitted).stream().filter(c -> !found.contains(c)).forEach(found::add);
      } else if (!found.contains(permitted)) {
        found.add(permitted);
      }
    }
    return found;
  }

  /** Whether nothing is known of values of this class. */
  static boolean saysNothing(Class<?> type) {
    return Arrays.asList(Object.class, Comparable.class, java.io.Serializable.class).contains(type);
  }
}
