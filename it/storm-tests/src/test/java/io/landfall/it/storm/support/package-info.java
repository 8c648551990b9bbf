/** Spouts and bolts that these tests have in common. */
package io.landfall.it.storm.support;
