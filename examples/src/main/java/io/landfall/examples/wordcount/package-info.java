/**
 * The word count again, as a native job. Imports {@code api}, {@code operators.source} and {@code
 * examples.usage}.
 */
package io.landfall.examples.wordcount;
