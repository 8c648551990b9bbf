/**
 * Operators that call one user function for each record, and how a function is copied for each
 * subtask. Read first: {@code FunctionFactory}, {@code MapOperators}, {@code ProcessOperator}. May
 * import {@code operators.spi} and {@code api.*}.
 */
package io.landfall.operators.process;
