package io.landfall.storm.multilang;

import io.landfall.storm.capture.PrivateFields;
import io.landfall.storm.capture.UserObjects;
import java.lang.reflect.Field;
import org.apache.storm.task.ShellBolt;
import org.apache.storm.utils.ShellProcess;

/**
 * Tells the end of a ShellBolt's process that comes with the end of its task from one that does
 * not. Storm's ShellBolt takes every end for a failure, logs it as an error and reports it, also
 * when it ended the process itself. Task's thread.
 */
public final class ShellBoltEnd {

  private final WatchedProcess process;

  private ShellBoltEnd(WatchedProcess process) {
    this.process = process;
  }

  /**
   * Watches the process of a bolt that has just been prepared.
   *
   * @param bolt in whatever Storm wrapped it
   * @return null if it is no ShellBolt
   */
  public static ShellBoltEnd watch(Object bolt) {
    if (!(UserObjects.unwrap(bolt) instanceof ShellBolt shell)) {
      return null;
    }
    Field field = PrivateFields.find(shell, "process");
    WatchedProcess watched = new WatchedProcess((ShellProcess) PrivateFields.read(shell, field));
    for (String thread : new String[] {"readerThread", "writerThread"}) {
      ((Thread) PrivateFields.read(shell, thread))
          .setUncaughtExceptionHandler(WatchedProcess.EndedWithItsTask::onUncaught);
    }
    // Before the bolt's threads notice an end they look at this field again.
    PrivateFields.write(shell, field, watched);
    return new ShellBoltEnd(watched);
  }

  /** The bolt is about to be cleaned up. */
  public void expected() {
    process.expectEnd();
  }
}
