package io.landfall.storm.local;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.option.Options;
import io.landfall.storm.conf.Guarantee;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What topologies are started with.
 *
 * @param clusterConf under every topology's own configuration
 * @param options the engine's
 * @param onStart told each topology as it starts
 * @param transferred counts what Storm's tracked clusters call so; null if these are not tracked
 */
public record LocalSettings(
    Map<String, Object> clusterConf,
    Options options,
    Guarantee guarantee,
    StartListener onStart,
    AtomicInteger transferred) {

  /** Told of each topology that has started. */
  @FunctionalInterface
  public interface StartListener {

    /**
     * @throws JobRefusedException to have it ended, and its submission refused
     */
    void onStart(RunningTopology running) throws JobRefusedException;
  }
}
