package org.apache.storm.testing;

import org.apache.storm.ILocalCluster;

/** A test that is given a cluster. */
public interface TestJob {

  void run(ILocalCluster cluster) throws Exception;
}
