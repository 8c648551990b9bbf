/**
 * The way from the graph's built-in specs to operators. Read first: {@code BuiltInFactories}. May
 * import all of {@code operators.*} and {@code api.*}.
 */
package io.landfall.operators;
