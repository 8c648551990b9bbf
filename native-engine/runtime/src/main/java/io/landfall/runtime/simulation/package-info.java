/**
 * The same engine on a machine made of a seed: one thread that chooses what happens next, a clock
 * that goes when it says so, a disk that forgets what was not made durable. What ran once runs the
 * same way again. In the manner of FoundationDB's simulation (Zhou et al., SIGMOD 2021) and
 * TigerBeetle's VOPR.
 *
 * <p>Read first: {@code SimulatedMachine}, {@code SimulatedProcess}, {@code SimulatedDisk}. May
 * import all of {@code runtime.*}. Everything happens on the thread that calls, but for I/O: that
 * is on threads of its own, of which one at most runs at any time, while the caller waits.
 *
 * <pre>
 *  SimulatedMachine   clock, disk, choices                 outlives kill -9
 *     SimulatedProcess   one SteppedJob and what steps it     one a start
 *        step(): one of   a task's step | a job event | an I/O operation | time goes on
 * </pre>
 */
package io.landfall.runtime.simulation;
