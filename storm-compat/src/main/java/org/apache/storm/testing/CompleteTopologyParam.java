package org.apache.storm.testing;

import java.util.HashMap;
import java.util.Map;

/** How {@code Testing.completeTopology} runs a topology. Not thread-safe. */
public class CompleteTopologyParam {

  private MockedSources mockedSources = new MockedSources();
  private Map<String, Object> stormConf = new HashMap<>();
  private boolean cleanupState = true;
  private String topologyName;
  private Integer timeoutMs;

  /** Tuples by the spout that they replace. */
  public MockedSources getMockedSources() {
    return mockedSources;
  }

  /**
   * @param mockedSources null for none
   */
  public void setMockedSources(MockedSources mockedSources) {
    this.mockedSources = mockedSources == null ? new MockedSources() : mockedSources;
  }

  /** The topology's configuration. */
  public Map<String, Object> getStormConf() {
    return stormConf;
  }

  /**
   * @param stormConf null for none
   */
  public void setStormConf(Map<String, Object> stormConf) {
    this.stormConf = stormConf == null ? new HashMap<>() : stormConf;
  }

  /** Whether spouts forget what they counted and captures what they caught, once it is done. */
  public boolean getCleanupState() {
    return cleanupState;
  }

  /**
   * @param cleanupState null for yes
   */
  public void setCleanupState(Boolean cleanupState) {
    this.cleanupState = cleanupState == null || cleanupState;
  }

  /** Null for a name made up for each run. */
  public String getTopologyName() {
    return topologyName;
  }

  public void setTopologyName(String topologyName) {
    this.topologyName = topologyName;
  }

  /** Null for {@code Testing.TEST_TIMEOUT_MS}. */
  public Integer getTimeoutMs() {
    return timeoutMs;
  }

  public void setTimeoutMs(Integer timeoutMs) {
    this.timeoutMs = timeoutMs;
  }
}
