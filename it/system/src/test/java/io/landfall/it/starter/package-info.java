/** A plain Storm jar with one topology for each thing that Storm can do: as it is, and killed. */
package io.landfall.it.starter;
