/**
 * {@code landfall simulate}: starts the simulation that is part of the installation, in a class
 * loader of its own. Read first: {@code InstalledSimulation}, {@code SimulationProgress}.
 */
package io.landfall.migration.simulate;
