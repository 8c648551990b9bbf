/** User code that fails: what is shown, how often it is tried again, what the process ends with. */
package io.landfall.it.failure;
