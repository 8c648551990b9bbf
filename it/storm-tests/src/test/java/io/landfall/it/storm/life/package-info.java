/** Activating, killing and rebalancing a topology. */
package io.landfall.it.storm.life;
