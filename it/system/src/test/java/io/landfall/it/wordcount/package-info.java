/** The example's word count, killed at random moments, against a count of its own. */
package io.landfall.it.wordcount;
