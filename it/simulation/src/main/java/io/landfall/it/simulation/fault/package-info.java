/**
 * What goes wrong, when, and the operators and disks through which it does.
 *
 * <p>Read first: {@link io.landfall.it.simulation.fault.Fault}, {@link
 * io.landfall.it.simulation.fault.Injector}, {@link io.landfall.it.simulation.fault.FaultyFactory}.
 * May import {@code operators}, {@code api} and {@code runtime.simulation}.
 */
package io.landfall.it.simulation.fault;
