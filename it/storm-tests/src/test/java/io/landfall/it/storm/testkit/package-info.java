/** What {@code org.apache.storm.Testing} does for those who test their topologies with it. */
package io.landfall.it.storm.testkit;
