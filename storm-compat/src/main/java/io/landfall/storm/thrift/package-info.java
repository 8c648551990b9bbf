/**
 * Serves Storm's Thrift services on ports. Imports nothing else of ours. Any thread.
 *
 * <p>Read first: {@link io.landfall.storm.thrift.ThriftService}.
 */
package io.landfall.storm.thrift;
