package io.landfall.runtime.job;

import java.util.List;

/** Steps the tasks of a deployment until they are done. */
public interface TaskRunner {

  /** How many threads the tasks are dealt out to. */
  int threadCount();

  /** If an edge had more channels than that, tasks of one thread share them. */
  int mostUnshared();

  /** Begins to step them; those of an earlier deployment are done by then. */
  void launch(Deployment deployment);

  /** Gets user code that blocks out of it. */
  void interrupt();

  /** What still steps tasks, and where it is, in words. */
  List<String> stillRunning();
}
