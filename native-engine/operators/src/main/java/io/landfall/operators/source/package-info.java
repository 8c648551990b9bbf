/**
 * Sources made of splits: the operator that runs a reader, the coordinator that runs the
 * enumerator, and text files. Read first: {@code SplitSourceOperator}, {@code
 * SplitSourceCoordinator}, {@code TextFileSource}. May import {@code operators.spi}, {@code
 * operators.process} and {@code api.*}.
 */
package io.landfall.operators.source;
