package io.landfall.api.window;

import java.io.Serializable;

/** How far apart two records are. */
@FunctionalInterface
public interface DeltaFunction<T> extends Serializable {

  double delta(T before, T now) throws Exception;
}
