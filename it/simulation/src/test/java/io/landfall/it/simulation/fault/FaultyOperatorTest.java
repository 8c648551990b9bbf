package io.landfall.it.simulation.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.operators.spi.Operator;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultyOperatorTest {

  /** What it inherited would never reach the operator, which would do without it. */
  @Test
  void hasAMethodOfItsOwnForEachOfAnOperator() {
    List<String> missing =
        Arrays.stream(Operator.class.getMethods())
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> !isDeclared(method))
            .map(Method::toString)
            .toList();
    assertThat(missing).isEmpty();
  }

  private static boolean isDeclared(Method method) {
    try {
      FaultyOperator.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
