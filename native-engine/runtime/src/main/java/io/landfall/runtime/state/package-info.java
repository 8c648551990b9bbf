/**
 * State by key group: what a backend must do, the heap backend, timers, and state without a key.
 *
 * <p>Read first: {@link io.landfall.runtime.state.KeyedState}, {@link
 * io.landfall.runtime.state.StateSnapshot}, {@link io.landfall.runtime.state.Section}. May import
 * {@code operators.spi}, {@code api.*} and {@code runtime.serialization}. All but snapshots runs on
 * the task's thread:
 *
 * <pre>
 *  task thread:  setCurrentKey ▸ handles ... snapshot(n) ──StateSnapshot──▶ I/O thread: writeTo, release
 *                                              │ shares what there is; the first change of a
 *                                              ▼ shared piece copies that piece (copy-on-write)
 * </pre>
 *
 * <p>A large state is written whole only now and then, as a base, and in between what has changed
 * since, in layers on top of it: {@code HeapSnapshots} decides which, {@code ChangeMarks} know what
 * that is.
 *
 * <p>Most states are hash tables by key ({@code CowTable}). Values by slice of time are arrays by
 * ordinals that all slices share ({@code HeapSliceState}, {@code SliceKeys}); those that are a few
 * numbers are kept without an object ({@code FlatLayout}).
 *
 * <p>What was snapshot last is held in memory for a restart in the same process, as long as that
 * does not cost too much: {@link io.landfall.runtime.state.KeptState}, {@code HeapRetention}.
 */
package io.landfall.runtime.state;
