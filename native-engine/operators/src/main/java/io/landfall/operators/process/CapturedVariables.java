package io.landfall.operators.process;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a serializable lambda or method reference has captured. Its class has only fields of the
 * names {@code arg$1} and so on; what they are called in the source is in the debug information of
 * the class that it was written in, if that was compiled with any.
 *
 * @param site where it was written, such as {@code lambda in WordCount.main}
 * @param names by position; null where the source has none, or it is not known
 * @param values by position
 */
record CapturedVariables(String site, List<String> names, List<Object> values) {

  private static final String BODY = "lambda$";

  /** Empty if it is none, or hides how it was made. */
  static Optional<CapturedVariables> of(Object function) {
    if (!function.getClass().isHidden()) {
      return Optional.empty();
    }
    return serialized(function).map(lambda -> of(lambda, function.getClass().getClassLoader()));
  }

  private static Optional<SerializedLambda> serialized(Object function) {
    try {
      Method writeReplace = function.getClass().getDeclaredMethod("writeReplace");
      return writeReplace.trySetAccessible()
              && writeReplace.invoke(function) instanceof SerializedLambda lambda
          ? Optional.of(lambda)
          : Optional.empty();
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException none) {
      return Optional.empty();
    }
  }

  private static CapturedVariables of(SerializedLambda lambda, ClassLoader classLoader) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
      values.add(lambda.getCapturedArg(i));
    }
    return new CapturedVariables(
        site(lambda), CaptureNames.in(classLoader, lambda, isBody(lambda)).names(), values);
  }

  /** Whether its code is a method made of a lambda's body, and not one that it refers to. */
  private static boolean isBody(SerializedLambda lambda) {
    return lambda.getImplClass().equals(lambda.getCapturingClass())
        && lambda.getImplMethodName().startsWith(BODY);
  }

  private static String site(SerializedLambda lambda) {
    String type = simple(lambda.getCapturingClass());
    if (!isBody(lambda)) {
      return simple(lambda.getImplClass())
          + "::"
          + lambda.getImplMethodName().replace("<init>", "new")
          + " in "
          + type;
    }
    // lambda$main$1, and lambda$main$0a1b2c$1 if it is serializable.
    String rest = lambda.getImplMethodName().substring(BODY.length());
    int end = rest.indexOf('$');
    String method = end < 0 ? rest : rest.substring(0, end);
    return "lambda in " + type + "." + method;
  }

  private static String simple(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1);
  }

  /** How messages call the one at that position, from 0. */
  String describe(int position) {
    String name = names.get(position);
    if (name == null) {
      return "captured value " + (position + 1);
    }
    return name.equals("this") ? "captured this" : "captured variable " + name;
  }
}
