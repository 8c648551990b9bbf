/**
 * Joins of two inputs. Read first: {@code IntervalJoinOperator}. May import {@code operators.spi},
 * {@code operators.process}, {@code operators.window} and {@code api.*}. All on the task's thread.
 * (Joins in windows are windows of both streams together, see {@code JoinedStreams}.)
 */
package io.landfall.operators.join;
