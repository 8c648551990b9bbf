/** A jar that was built elsewhere, against storm-client alone, run and killed by its users. */
package io.landfall.it.elsewhere;
