/** The word count again, as a native job: the one that the README shows. Imports {@code api}. */
package io.landfall.examples.wordcount;
