/**
 * What a user writes to compute: one interface a kind of function.
 *
 * <p>Each extends {@link io.landfall.api.function.Function}, so that each can be a lambda and yet
 * override {@code open} and {@code close}. Read first: {@code Function}, {@code RuntimeContext},
 * {@code KeyedProcessFunction}. May import {@code api.state} and {@code api.time}. Every subtask
 * has its own copy of a function, called by one thread at a time.
 */
package io.landfall.api.function;
