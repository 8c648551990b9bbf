package io.landfall.operators.window;

import io.landfall.api.graph.BuiltIn;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.operators.process.FunctionCopies;
import io.landfall.operators.process.UserClassLoader;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import java.io.IOException;
import java.util.Optional;

/** Makes the operator of a window spec, with a copy of its functions for each subtask. */
public final class WindowFactory implements OperatorFactory {

  private final BuiltIn.Window spec;
  private final WindowParts parts;
  private volatile byte[] serialized;

  public WindowFactory(BuiltIn.Window spec) {
    this.spec = spec;
    this.parts = WindowParts.of(spec);
  }

  @Override
  public String kind() {
    return spec.kind();
  }

  @Override
  public Optional<String> mistake() {
    return spec.mistake();
  }

  @Override
  public void validate() throws JobRefusedException {
    Optional<String> mistake = spec.mistake();
    if (mistake.isPresent()) {
      throw new JobRefusedException(mistake.get());
    }
    serialized = FunctionCopies.serialize("a function of the window", parts);
  }

  @Override
  public Operator create(int subtaskIndex)
      throws JobRefusedException, IOException, ClassNotFoundException {
    byte[] bytes = serialized;
    if (bytes == null) {
      bytes = FunctionCopies.serialize("a function of the window", parts);
      serialized = bytes;
    }
    WindowParts own = FunctionCopies.deserialize(bytes, UserClassLoader.of(parts));
    return SliceWindowing.isPossible(own) ? new SliceWindowOperator(own) : new WindowOperator(own);
  }
}
