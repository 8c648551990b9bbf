package io.landfall.operators.process;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import java.io.IOException;
import java.util.function.Function;

/** Makes operators around a user's function, a copy for each. */
public final class FunctionFactory<F> implements OperatorFactory {

  private final String kind;
  private final F function;
  private final Function<F, Operator> operators;
  private volatile byte[] serialized;

  public FunctionFactory(String kind, F function, Function<F, Operator> operators) {
    this.kind = kind;
    this.function = function;
    this.operators = operators;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public void validate() throws JobRefusedException {
    serialized = FunctionCopies.serialize("the function", function);
  }

  @Override
  public Operator create(int subtaskIndex)
      throws JobRefusedException, IOException, ClassNotFoundException {
    byte[] bytes = serialized;
    if (bytes == null) {
      bytes = FunctionCopies.serialize("the function", function);
      serialized = bytes;
    }
    return operators.apply(FunctionCopies.deserialize(bytes, UserClassLoader.of(function)));
  }
}
