/** The word count again, as a native job. Imports {@code api} and {@code operators.source}. */
package io.landfall.examples.wordcount;
