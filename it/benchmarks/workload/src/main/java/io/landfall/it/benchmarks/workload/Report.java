package io.landfall.it.benchmarks.workload;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.StringJoiner;
import org.HdrHistogram.Histogram;

/**
 * What one process measured, printed as one line of JSON behind {@link #MARK}, which the runner
 * reads. Figures that a work does not have are not there.
 */
public final class Report {

  /** Begins the line, wherever else the system logs to. */
  public static final String MARK = "RESULT ";

  private final StringJoiner json = new StringJoiner(", ", "{", "}");

  Report() {}

  Report with(String name, String value) {
    json.add('"' + name + "\": \"" + value + '"');
    return this;
  }

  Report with(String name, long value) {
    json.add('"' + name + "\": " + value);
    return this;
  }

  Report with(String name, double value) {
    json.add('"' + name + "\": " + String.format(Locale.ROOT, "%.6g", value));
    return this;
  }

  /** Results so far, whose checksum and number all systems must agree on. */
  Report withResults(Collection<SinkMeter> sinks) {
    long checksum = 0;
    long outputs = 0;
    for (SinkMeter sink : sinks) {
      checksum += sink.checksum();
      outputs += sink.outputs();
    }
    json.add(results(outputs, checksum));
    return this;
  }

  static String results(long outputs, long checksum) {
    return "\"outputs\": " + outputs + ", \"checksum\": \"" + Long.toHexString(checksum) + '"';
  }

  Report withLatency(Collection<SinkMeter> sinks) {
    Histogram all = null;
    long longestGapNs = 0;
    for (SinkMeter sink : sinks) {
      if (sink.latencyNs() != null) {
        if (all == null) {
          all = sink.latencyNs().copy();
        } else {
          all.add(sink.latencyNs());
        }
      }
      longestGapNs = Math.max(longestGapNs, sink.longestGapNs());
    }
    if (longestGapNs > 0) {
      with("longestGapMs", longestGapNs / 1e6);
    }
    if (all == null) {
      return this;
    }
    return with("p50Ms", all.getValueAtPercentile(50) / 1e6)
        .with("p99Ms", all.getValueAtPercentile(99) / 1e6)
        .with("p999Ms", all.getValueAtPercentile(99.9) / 1e6)
        .with("maxMs", all.getMaxValue() / 1e6);
  }

  public void print(PrintStream out) {
    synchronized (out) {
      out.println(MARK + json);
      out.flush();
    }
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
