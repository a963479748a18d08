package dev.weir.api.types;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the compiler wrote down of a lambda or method reference: the erased types of the call, and
 * the method behind it. Taken from its {@link SerializedLambda}, which is made and only read.
 */
final class LambdaSignature {

  private final @Nullable SerializedLambda lambda;
  private final Class<?> function;
  private final Class<?> declaring;

  private LambdaSignature(
      @Nullable SerializedLambda lambda, Class<?> function, Class<?> declaring) {
    this.lambda = lambda;
    this.function = function;
    this.declaring = declaring;
  }

  /** Empty if the function is of an ordinary class. */
  static Optional<LambdaSignature> of(Object function, Class<?> declaring) {
    Class<?> type = function.getClass();
    if (!type.isSynthetic() || !type.isHidden()) {
      return Optional.empty();
    }
    return Optional.of(new LambdaSignature(serialized(function), type, declaring));
  }

  private static @Nullable SerializedLambda serialized(Object function) {
    try {
      Method replace = function.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      return (SerializedLambda) replace.invoke(function);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return null; // typeOf says so, if the type is wanted at all
    }
  }

  /** Where the lambda stands: {@code lambda in com.acme.Job.main}, {@code com.acme.Job::parse}. */
  String describe() {
    if (lambda == null) {
      return function.getName();
    }
    String method = lambda.getImplMethodName();
    if (!method.startsWith("lambda$")) {
      return lambda.getImplClass().replace('/', '.') + "::" + method;
    }
    String[] parts = method.split("\\$");
    String within = parts.length > 2 ? "." + parts[1] : "";
    return "lambda in " + lambda.getCapturingClass().replace('/', '.') + within;
  }

  /**
   * @throws InvalidTypesException if the erased types do not say it
   */
  TypeInformation<?> typeOf(
      TypeVariable<?> wanted, Map<TypeVariable<?>, TypeInformation<?>> known) {
    if (lambda == null) {
      throw new InvalidTypesException("the interface of the lambda is not Serializable");
    }
    TypeInformation<?> given = known.get(wanted);
    return given != null ? given : fromSignature(lambda, wanted);
  }

  private TypeInformation<?> fromSignature(SerializedLambda lambda, TypeVariable<?> wanted) {
    Method single = singleMethod();
    MethodType erased =
        MethodType.fromMethodDescriptorString(
            lambda.getInstantiatedMethodType(), function.getClassLoader());
    if (single.getGenericReturnType().equals(wanted)) {
      return returned(lambda, erased.returnType());
    }
    Type[] parameters = single.getGenericParameterTypes();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].equals(wanted)) {
        return sufficient(erased.parameterType(i));
      }
    }
    throw new InvalidTypesException(
        wanted + " is neither the result nor an argument of " + single.getName());
  }

  /** A method that is referred to declares more than its erased types, a lambda's body does not. */
  private TypeInformation<?> returned(SerializedLambda lambda, Class<?> erased) {
    Method referred = referredMethod(lambda);
    if (referred != null && erased.isAssignableFrom(referred.getReturnType())) {
      try {
        return TypeReflection.typeOf(referred.getGenericReturnType());
      } catch (InvalidTypesException e) {
        return sufficient(erased);
      }
    }
    return sufficient(erased);
  }

  private @Nullable Method referredMethod(SerializedLambda lambda) {
    if (lambda.getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial) {
      return null;
    }
    try {
      ClassLoader loader = function.getClassLoader();
      Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
      MethodType type =
          MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
      Method method = owner.getDeclaredMethod(lambda.getImplMethodName(), type.parameterArray());
      return method.isSynthetic() ? null : method;
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      return null; // inherited, perhaps: then its erased type has to do
    }
  }

  private static TypeInformation<?> sufficient(Class<?> erased) {
    if (TypeReflection.saysNothing(erased)) {
      throw new InvalidTypesException("only " + erased.getSimpleName() + " is known of it");
    }
    if (erased.getTypeParameters().length > 0) {
      throw new InvalidTypesException(
          "the type arguments of " + erased.getSimpleName() + " are not known");
    }
    return TypeReflection.typeOf(erased);
  }

  private Method singleMethod() {
    return Arrays.stream(declaring.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(declaring.getName() + " has no abstract method"));
  }
}
