/** Trident, on clusters that keep its state for it. */
package io.landfall.it.storm.trident;
