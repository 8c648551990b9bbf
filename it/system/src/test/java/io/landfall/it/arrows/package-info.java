/** Which package may import which: the pictures of the design, as tests. */
package io.landfall.it.arrows;
