package io.landfall.it.storm.published;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Which of Storm's tests run with which settings. One expects whole numbers as they were before
 * Storm 2.7.1, and fails on Storm 2.8.3 itself: it is run by itself, with the setting for such
 * jars; all others run without it.
 */
public final class RunConditions implements ExecutionCondition {

  private static final String OF_OLDER_NUMBERS = "testComponentSpecificConfig";
  private static final String OLDER_NUMBERS = "landfall.numbers";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String settings = System.getProperty("storm.options", "");
    String method = context.getTestMethod().map(Method::getName).orElse(null);
    boolean isStorms =
        context.getTestClass().filter(c -> c.getName().startsWith("org.apache.storm.")).isPresent();
    boolean runs = settings.contains(OLDER_NUMBERS) == OF_OLDER_NUMBERS.equals(method);
    return method == null || !isStorms || runs
        ? ConditionEvaluationResult.enabled("the settings are as it expects")
        : ConditionEvaluationResult.disabled("runs with other settings");
  }
}
