/**
 * Windows that are cut alike for all keys, by slices: a record is folded into one slice, whatever
 * the number of its windows, and a window is fired for all keys at once, without timers. Imports
 * what the operators next to it import, and nothing of them.
 */
package io.landfall.operators.window.slice;
