/**
 * Windows: what {@code api.window} declares, computed over state of each key and window.
 *
 * <p>Read first: {@code WindowFactory}, {@code WindowOperator}, {@code MergingWindows}. May import
 * {@code operators.spi}, {@code operators.process} and {@code api.*}. All on the task's thread.
 *
 * <pre>
 *  record --Assignment--> windows --Lifetime: late?--> WindowContents --TriggerRunner: fire?--> Emission
 *                            |                               ^
 *                            +-- MergingWindows: which content is whose, for windows that grow together
 * </pre>
 *
 * <p>{@code SliceWindowOperator} computes the commonest windows, those that are cut alike for all
 * keys, by slices of time: a record is folded into one slice, whatever the number of its windows,
 * and a window is fired for all keys at once, without timers.
 *
 * <p>The rules are those of Flink's {@code WindowOperator}, {@code EvictingWindowOperator} and
 * {@code MergingWindowSet}; where they differ, the classes say so.
 */
package io.landfall.operators.window;
