/**
 * Whether the simulation can see: deliberate bugs, put into the engine's classes while they load,
 * each of which some seed has to find.
 *
 * <p>Read first: {@link io.landfall.it.simulation.mutation.Mutants}, {@link
 * io.landfall.it.simulation.mutation.Change}, {@link
 * io.landfall.it.simulation.mutation.MutantHunt}. Every mutant gets a class loader of its own, with
 * everything of ours and of Storm's in it, so that nothing of it gets out.
 */
package io.landfall.it.simulation.mutation;
