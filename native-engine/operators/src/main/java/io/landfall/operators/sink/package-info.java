/**
 * The ends of streams. Read first: {@code TwoPhaseSinkOperator}. May import {@code operators.spi},
 * {@code operators.process} and {@code api.*}.
 */
package io.landfall.operators.sink;
