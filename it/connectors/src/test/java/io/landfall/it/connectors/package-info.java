/** Connectors of files and databases, with the process killed at the worst moments. */
package io.landfall.it.connectors;
