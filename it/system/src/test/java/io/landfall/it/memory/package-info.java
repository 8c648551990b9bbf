/** A small heap is enough, however fast a spout is. */
package io.landfall.it.memory;
