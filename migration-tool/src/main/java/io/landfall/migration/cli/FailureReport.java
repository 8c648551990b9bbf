package io.landfall.migration.cli;

import io.landfall.api.graph.JobFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A failure in words: the user's own exception first, its stack cut where the engine's begins, then
 * where it happened.
 */
final class FailureReport {

  private static final List<String> ENGINE =
      List.of(
          "io.landfall.storm.",
          "io.landfall.runtime.",
          "io.landfall.operators.",
          "io.landfall.migration.",
          "io.landfall.api.",
          "jdk.internal.reflect.",
          "java.lang.reflect.Method.");

  /** Shown of a stack that is the engine's from its top on. */
  private static final int ENGINE_FRAMES_SHOWN = 3;

  private final boolean whole;

  /**
   * @param whole true to cut nothing
   */
  FailureReport(boolean whole) {
    this.whole = whole;
  }

  /**
   * @param failure of a job; mostly a {@link JobFailedException}, which says where
   */
  List<String> ofJob(Throwable failure) {
    if (!(failure instanceof JobFailedException)) {
      return of(failure);
    }
    List<String> lines = new ArrayList<>();
    if (failure.getCause() != null) {
      // A failure of the job behind a failure of the job: it too is told in words, not as a stack.
      lines.addAll(ofJob(failure.getCause()));
    }
    lines.add(failure.getMessage());
    return lines;
  }

  List<String> of(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    String lead = "";
    for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      lines.add(lead + t);
      addFrames(lines, t.getStackTrace());
      lead = "caused by ";
    }
    return lines;
  }

  private void addFrames(List<String> lines, StackTraceElement[] stack) {
    int shown = whole ? stack.length : usefulFrames(stack);
    for (int i = 0; i < shown; i++) {
      lines.add("    at " + text(stack[i]));
    }
    if (shown < stack.length) {
      lines.add("    (" + (stack.length - shown) + " more of the engine; -v shows them)");
    }
  }

  /** Without the names of class loaders and modules, which tell a user nothing. */
  private static String text(StackTraceElement frame) {
    String place =
        frame.getFileName() == null
            ? "unknown source"
            : frame.getFileName() + (frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber());
    return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")";
  }

  private static int usefulFrames(StackTraceElement[] stack) {
    int useful = 0;
    while (useful < stack.length && !isEngine(stack[useful])) {
      useful++;
    }
    return useful == 0 ? Math.min(ENGINE_FRAMES_SHOWN, stack.length) : useful;
  }

  private static boolean isEngine(StackTraceElement frame) {
    return ENGINE.stream().anyMatch(frame.getClassName().concat(".")::startsWith);
  }
}
