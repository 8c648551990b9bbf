package io.landfall.it.storm.published;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One of Storm's tests expects whole numbers as they were before Storm 2.7.1, and fails on Storm
 * 2.8.3 itself. It is run by itself, with the setting for such jars; all others run without it.
 */
public final class OlderNumbersCondition implements ExecutionCondition {

  private static final String METHOD = "testComponentSpecificConfig";
  private static final String SETTING = "landfall.numbers";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean isSet = System.getProperty("storm.options", "").contains(SETTING);
    String method = context.getTestMethod().map(Method::getName).orElse(null);
    boolean isOlder = METHOD.equals(method);
    boolean isStorms =
        context.getTestClass().filter(c -> c.getName().startsWith("org.apache.storm.")).isPresent();
    return method == null || !isStorms || isSet == isOlder
        ? ConditionEvaluationResult.enabled("numbers are as it expects")
        : ConditionEvaluationResult.disabled("runs with other numbers");
  }
}
