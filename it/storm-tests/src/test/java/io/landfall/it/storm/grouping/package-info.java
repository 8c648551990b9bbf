/** Groupings of the user's own. */
package io.landfall.it.storm.grouping;
