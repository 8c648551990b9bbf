/** A year of taxi rides: top days, sessions of zones, and an enrichment, from CSV files. */
package io.landfall.examples.taxi;
