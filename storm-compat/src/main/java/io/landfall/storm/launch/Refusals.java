package io.landfall.storm.launch;

import io.landfall.api.graph.JobRefusedException;
import java.io.NotSerializableException;
import org.apache.storm.generated.InvalidTopologyException;
import org.apache.storm.utils.WrappedInvalidTopologyException;

/** Finds the refusal in what Storm wrapped around it. */
final class Refusals {

  private static final String SUBMITTER = "org.apache.storm.StormSubmitter";

  private Refusals() {}

  /** A {@link JobRefusedException} if that is what {@code thrown} means; else {@code thrown}. */
  static Throwable asRefusal(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause() == e ? null : e.getCause()) {
      if (e instanceof JobRefusedException refusal) {
        return refusal;
      }
      if (e instanceof NotSerializableException) {
        return new JobRefusedException(notSerializable(thrown, e), thrown);
      }
      if (e instanceof InvalidTopologyException invalid) {
        return new JobRefusedException(oneLine(invalid.get_msg()), thrown);
      }
      if (e instanceof WrappedInvalidTopologyException invalid) {
        return new JobRefusedException(oneLine(invalid.get_msg()), thrown);
      }
      if (e instanceof IllegalArgumentException && isOfSubmitter(e)) {
        return new JobRefusedException(oneLine(e.getMessage()), thrown);
      }
    }
    return thrown;
  }

  // The submitter checks name and configuration before it asks anybody: nothing but Storm's code
  // is on the stack above it then.
  private static boolean isOfSubmitter(Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().equals(SUBMITTER)) {
        return true;
      }
      if (!frame.getClassName().startsWith("org.apache.storm.")) {
        return false;
      }
    }
    return false;
  }

  // Storm's own message names the component, where it has one.
  private static String notSerializable(Throwable thrown, Throwable cause) {
    if (thrown instanceof IllegalStateException && thrown.getMessage() != null) {
      return oneLine(thrown.getMessage());
    }
    return "a component holds an object that cannot be serialized: "
        + cause.getMessage()
        + "; create it in open or prepare, or make the field transient";
  }

  private static String oneLine(String message) {
    return String.valueOf(message).replaceAll("\\s*\\R\\s*", " ");
  }
}
