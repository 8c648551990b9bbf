/**
 * The work without any engine, as the limit of what the machine does: one thread, or two that hand
 * records to each other through rings (JCTools' {@code SpscArrayQueue}). No checkpoints, no
 * recovery, no configuration.
 */
package io.landfall.it.benchmarks.loop;
