/**
 * A deterministic, single-threaded stand-in for the engine, and components whose script the test
 * writes.
 */
package io.landfall.storm.testing;
