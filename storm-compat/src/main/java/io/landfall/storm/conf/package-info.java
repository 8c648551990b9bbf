/**
 * Configuration as Storm's Nimbus leaves it, and Landfall's own keys in it.
 *
 * <p>Read first: {@link io.landfall.storm.conf.LandfallConf}, {@link
 * io.landfall.storm.conf.StormConf}. May import {@code api.option} and {@code api.graph}. Runs on
 * the submitting thread.
 *
 * <pre>
 *  defaults.yaml, storm.yaml, -c   &lt;-   normalised topology conf   &lt;-   filtered component conf
 * </pre>
 */
package io.landfall.storm.conf;
