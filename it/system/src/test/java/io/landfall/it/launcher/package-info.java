/** The launcher script, from wherever and however it is called. */
package io.landfall.it.launcher;
