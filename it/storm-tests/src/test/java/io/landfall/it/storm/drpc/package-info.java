/** Distributed RPC: local, linear, failing, and over the wire. */
package io.landfall.it.storm.drpc;
