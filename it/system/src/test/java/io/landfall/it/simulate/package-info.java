/** {@code landfall simulate} as a user starts it. */
package io.landfall.it.simulate;
