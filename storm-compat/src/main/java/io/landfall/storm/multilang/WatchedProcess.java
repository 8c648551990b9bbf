package io.landfall.storm.multilang;

import io.landfall.storm.capture.PrivateFields;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.storm.multilang.BoltMsg;
import org.apache.storm.multilang.ShellMsg;
import org.apache.storm.multilang.SpoutMsg;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.utils.ShellProcess;

/**
 * A process in the place of itself. Whoever reads from it or writes to it asks for a description
 * when it has ended, as the first thing: if the task ends, too, that ends the asking thread without
 * a word. Any thread.
 */
final class WatchedProcess extends ShellProcess {

  private static final long serialVersionUID = 1L;
  private static final long REAPED_WITHIN_MS = 1_000;

  /** From a signal to all processes of a terminal until a task of ours ends because of it. */
  private static final long STOPPED_WITHIN_MS = 10_000;

  private static final int BY_SIGNAL_INT = 130;
  private static final int BY_SIGNAL_TERM = 143;

  private final transient ShellProcess process;
  private final transient CountDownLatch expected = new CountDownLatch(1);

  WatchedProcess(ShellProcess launched) {
    super(new String[0]);
    process = launched;
    serializer = launched.serializer;
    pid = launched.pid;
    componentName = launched.componentName;
  }

  /** Ends the thread that reads from a process which is no more, or writes to it. */
  static final class EndedWithItsTask extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EndedWithItsTask() {
      super("the process ended with its task", null, false, false);
    }

    static void onUncaught(Thread thread, Throwable failure) {
      if (!(failure instanceof EndedWithItsTask)) {
        thread.getThreadGroup().uncaughtException(thread, failure);
      }
    }
  }

  /** The task ends, and the process with it. */
  void expectEnd() {
    expected.countDown();
  }

  /**
   * @throws EndedWithItsTask if there is nothing to describe
   */
  @Override
  public String getProcessInfoString() {
    if (endsWithTask()) {
      throw new EndedWithItsTask();
    }
    return process.getProcessInfoString();
  }

  // Ctrl-C goes to the whole terminal: the process may be gone some time before its task.
  private boolean endsWithTask() {
    if (expected.getCount() == 0) {
      return true;
    }
    try {
      return wasStoppedFromOutside() && expected.await(STOPPED_WITHIN_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return expected.getCount() == 0;
    }
  }

  private boolean wasStoppedFromOutside() throws InterruptedException {
    Process own = (Process) PrivateFields.read(process, "subprocess");
    return own.waitFor(REAPED_WITHIN_MS, TimeUnit.MILLISECONDS)
        && (own.exitValue() == BY_SIGNAL_INT || own.exitValue() == BY_SIGNAL_TERM);
  }

  @Override
  public String getProcessTerminationInfoString() {
    return process.getProcessTerminationInfoString();
  }

  @Override
  public void setEnv(Map<String, String> env) {
    process.setEnv(env);
  }

  @Override
  public Number launch(Map<String, Object> conf, TopologyContext context) {
    return process.launch(conf, context);
  }

  @Override
  public Number launch(Map<String, Object> conf, TopologyContext context, boolean changeFolder) {
    return process.launch(conf, context, changeFolder);
  }

  @Override
  public void destroy() {
    process.destroy();
  }

  @Override
  public ShellMsg readShellMsg() throws IOException {
    return process.readShellMsg();
  }

  @Override
  public void writeBoltMsg(BoltMsg message) throws IOException {
    process.writeBoltMsg(message);
  }

  @Override
  public void writeSpoutMsg(SpoutMsg message) throws IOException {
    process.writeSpoutMsg(message);
  }

  @Override
  public void writeTaskIds(List<Integer> taskIds) throws IOException {
    process.writeTaskIds(taskIds);
  }

  @Override
  public void logErrorStream() {
    process.logErrorStream();
  }

  @Override
  public String getErrorsString() {
    return process.getErrorsString();
  }

  @Override
  public int getExitCode() {
    return process.getExitCode();
  }
}
