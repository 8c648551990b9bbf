/**
 * For tests: drives one subtask of one operator without an engine. Ours, users' and connector
 * writers'.
 *
 * <p>Its state and timers are naive on purpose, plain maps and lists: other implementations are
 * compared with them. Read first: {@code OperatorHarness}. May import {@code operators.spi} and
 * {@code api.*}. One thread: the test's.
 *
 * <pre>
 *  test --record, watermark, clock, snapshot--> OperatorHarness --> Operator --> output(), sideOutput(id)
 * </pre>
 */
package io.landfall.operators.harness;
