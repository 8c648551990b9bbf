/**
 * Which thread steps which task, and how it rests. Read first: {@code Worker}, {@code
 * ThreadWakeup}. May import {@code task}, {@code channel} and {@code metrics}.
 */
package io.landfall.runtime.worker;
